using System.CommandLine;
using GenNet.Tool.Commands;

namespace GenNet.Tests.Tool;

/// <summary><c>dotnet gennet</c> within this process.</summary>
internal static class CommandLine
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = GenNetCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
