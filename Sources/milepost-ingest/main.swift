import Console
import Stages

IngestProgram.runAndExit()
