using System.CommandLine;
using GenNet.Benchmarks.Peers;

var root = new RootCommand("Benchmarks of GenNet.")
{
    PeersCommand.Create(),
};
return root.Parse(args).Invoke();
