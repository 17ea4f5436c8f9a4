using System.CommandLine;
using GenNet.Tool.Commands;

var root = new RootCommand("GenNet: neural networks as attributed C# classes, and their weight files.")
{
    ScaffoldCommand.Create(),
    AcceptCommand.Create(),
    FreezeCommand.Create(),
    ContractCheckCommand.Create(),
};
return root.Parse(args).Invoke();
