import Console
import Stages

NormalizeProgram.runAndExit()
