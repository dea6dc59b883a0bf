// Parses files as Groovy and runs nothing. Called by `check`; ends with 1 and says where if one is no Groovy.
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.Phases

def unit = new CompilationUnit()
args.each { unit.addSource(new File(it)) }
unit.compile(Phases.CONVERSION)
println "${args.join(', ')}: Groovy"
