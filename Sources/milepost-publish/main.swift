import Console
import Stages

PublishProgram.runAndExit()
