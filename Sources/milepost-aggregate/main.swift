import Console
import Stages

AggregateProgram.runAndExit()
