using System.CommandLine;
using GenNet.Benchmarks.Building;
using GenNet.Benchmarks.Keystrokes;
using GenNet.Benchmarks.Peers;

var root = new RootCommand("Benchmarks of GenNet.")
{
    PeersCommand.Create(),
    GeneratorCommand.Create(),
    BuildCommand.Create(),
};
return root.Parse(args).Invoke();
