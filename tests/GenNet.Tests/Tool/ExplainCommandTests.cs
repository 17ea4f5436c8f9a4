namespace GenNet.Tests.Tool;

public sealed class ExplainCommandTests
{
    public static TheoryData<string> Ids => [.. CommandLine.Run("explain").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[..6])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Explain_OfARule_PrintsItsPage(string id)
    {
        var (code, output, _) = CommandLine.Run("explain", id);

        Assert.Equal(0, code);
        Assert.StartsWith($"# {id}: ", output, StringComparison.Ordinal);
        Assert.Contains("## What to do", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_InLowerCase_FindsTheRule() => Assert.StartsWith("# GN1001: ", CommandLine.Run("explain", "gn1001").Output, StringComparison.Ordinal);

    [Fact]
    public void Explain_WithoutARule_ListsThoseOfGeneratorAnalyzersAndBuild()
    {
        var lines = CommandLine.Run("explain").Output;

        Assert.All((string[])["GN0001: ", "GN1001: ", "GN3001: "], id => Assert.Contains(id, lines, StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_OfAnUnknownRule_SaysHowToListAll()
    {
        var (code, _, error) = CommandLine.Run("explain", "GN9999");

        Assert.Equal(1, code);
        Assert.Contains("GN9999", error, StringComparison.Ordinal);
        Assert.Contains("dotnet gennet explain", error, StringComparison.Ordinal);
    }
}
