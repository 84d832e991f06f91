import Console
import Stages

AssessProgram.runAndExit()
