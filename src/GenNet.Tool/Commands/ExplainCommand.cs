using System.CommandLine;
using GenNet.Tool.Rules;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet explain</c>: the page of a rule, which its diagnostics name.</summary>
internal static class ExplainCommand
{
    /// <summary>The command with its argument.</summary>
    public static Command Create()
    {
        var rule = new Argument<string?>("rule") { Description = "id of a diagnostic, such as GN1001; without it all are listed", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Prints what a diagnostic means and what to do about it.") { rule };
        command.SetAction(result => Run(result.GetValue(rule), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string? rule, TextWriter output, TextWriter error)
    {
        if (string.IsNullOrEmpty(rule))
        {
            foreach (var each in RuleBook.Ids)
                output.WriteLine(RuleBook.TitleOf(each));
            return 0;
        }
        if (RuleBook.Ids.FirstOrDefault(id => id.Equals(rule, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            error.WriteLine($"GenNet has no rule '{rule}': 'dotnet gennet explain' lists all.");
            return 1;
        }
        output.Write(RuleBook.PageOf(known));
        return 0;
    }
}
