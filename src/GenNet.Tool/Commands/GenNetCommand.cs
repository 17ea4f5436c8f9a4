using System.CommandLine;
using System.CommandLine.Help;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet</c>: all commands.</summary>
internal static class GenNetCommand
{
    /// <summary>The command as it is run.</summary>
    public static Command Create() => new(HelpText.CommandName, "GenNet: neural networks as attributed C# classes, and their weight files.")
    {
        ScaffoldCommand.Create(),
        AcceptCommand.Create(),
        FreezeCommand.Create(),
        FreezeCommand.CreateUnfreeze(),
        CheckCommand.Create(),
        DiffCommand.Create(),
        ExplainCommand.Create(),
        HeadersCommand.Create(),
        PatternsCommand.Create(),
        InspectCommand.Create(),
        MigrateCommand.Create(),
        ConvertCommand.Create(),
        PlotCommand.Create(),
        new HelpOption { Action = new HelpText() },
        new VersionOption(),
    };
}
