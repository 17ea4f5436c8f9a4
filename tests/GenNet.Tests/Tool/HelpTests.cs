namespace GenNet.Tests.Tool;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("check", "--help")]
    [InlineData("chek")]
    [InlineData("scaffold")]
    public void Gennet_InUsageLines_CallsItselfAsUsersTypeIt(params string[] arguments)
    {
        var (_, output, error) = CommandLine.Run(arguments);

        Assert.Contains("  dotnet gennet ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet-gennet", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("GenNet.Tool", output + error, StringComparison.Ordinal);
    }
}
