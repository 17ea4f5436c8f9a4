using System.CommandLine;
using GenNet.Benchmarks.Building;
using GenNet.Benchmarks.Keystrokes;
using GenNet.Benchmarks.Peers;
using GenNet.Benchmarks.Weights;

// A process of its own, which the command weights starts.
if (args is [PeakMemory.Verb, var model, var path])
    return PeakMemory.Print(model, path);
var root = new RootCommand("Benchmarks of GenNet.")
{
    PeersCommand.Create(),
    GeneratorCommand.Create(),
    BuildCommand.Create(),
    WeightsCommand.Create(),
};
return root.Parse(args).Invoke();
