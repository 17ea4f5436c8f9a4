using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GenNet.Tool.Commands;

/// <summary>The usual help under the name that users type: System.CommandLine's names hold no space.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    /// <summary>The command's name where it can't hold a space; also that of its executable.</summary>
    public const string CommandName = "dotnet-gennet";

    private readonly HelpAction _help = new();

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            return _help.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
            output.Write(text.ToString().Replace(CommandName, "dotnet gennet", StringComparison.Ordinal));
        }
    }
}
