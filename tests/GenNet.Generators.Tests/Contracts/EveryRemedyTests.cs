using System.Globalization;
using System.Text.RegularExpressions;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Every remedy that a message names as something to write, and every edit that a fix offers, over a table of edits: written, the class compiles, the diagnostic is gone, and nothing new is there.</summary>
public sealed partial class EveryRemedyTests
{
    private const string Block = "[Model, Input(4)] public partial class Block { [Dense(4)] public partial Dense Fc { get; } } ";
    private const string Chain = "[Model, Input(4)] public partial class Net { [Dense(6)] public partial Dense Hidden { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(2)] public partial Dense Out { get; } }";
    private const string List = "[Model, Input(4)] public partial class Net { [Repeat(3), Dense(4)] public partial Layers<Dense> H { get; } [Dense(2)] public partial Dense Out { get; } }";
    private const string Blocks = Block + "[Model, Input(4)] public partial class Net { [Repeat(3)] public partial Layers<Block> Blocks { get; } [Dense(2)] public partial Dense Out { get; } }";
    private const string Tower = Block + "[Model, Input(4)] public partial class Net { public partial Block Tower { get; } [Dense(2)] public partial Dense Out { get; } }";
    private const string Own = "[Model] public partial class Net { [Variable(4)] public partial Variable Offset { get; } [Dense(2)] public partial Dense Out { get; } Tensor Forward([Input(4)] Tensor x) => Out.Forward(x - Offset); }";
    private const string Sides = "[Model, Input(4, 6)] public partial class Net { [Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Middle { get; } [Dense(2)] public partial Dense Out { get; } }";

    public static TheoryData<string, string> Edits => new()
    {
        { Chain, Chain.Replace("Dense Hidden", "Dense Body", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(6)]", "[Dense(7)]", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(6)]", "[Dense(7, UseBias = false)]", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(6)]", "[Dense(6, Activation = Activation.ReLU)]", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(6)]", "[Dense(6, DType = DTypePolicy.Float16)]", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[BatchNormalization] public partial BatchNormalization", "[LayerNormalization] public partial LayerNormalization", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[BatchNormalization] public partial BatchNormalization Norm { get; } ", "", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(2)]", "[Dense(6)] public partial Dense Extra { get; } [Dense(2)]", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(2)]", "[Dense(5), Reinitialized(Since = 2)] public partial Dense Extra { get; } [Dense(2)]", StringComparison.Ordinal) },
        { List, List.Replace("Repeat(3)", "Repeat(3, First = 1)", StringComparison.Ordinal) },
        { List.Replace("Repeat(3)", "Repeat(3, First = 2)", StringComparison.Ordinal), List },
        { List, List.Replace("Layers<Dense> H", "Layers<Dense> Body", StringComparison.Ordinal) },
        { List, List.Replace("Dense(4)", "Dense(4, Name = \"body\")", StringComparison.Ordinal) },
        { List, List.Replace("Repeat(3)", "Repeat(4)", StringComparison.Ordinal) },
        { List, List.Replace("Repeat(3)", "Repeat(2)", StringComparison.Ordinal) },
        { List, List.Replace("Dense(4)", "Dense(5)", StringComparison.Ordinal) },
        { List, List.Replace("[Repeat(3), Dense(4)] public partial Layers<Dense> H { get; }", "[Dense(4)] public partial Dense First { get; } [Dense(4)] public partial Dense Second { get; } [Dense(4)] public partial Dense Third { get; }", StringComparison.Ordinal) },
        { List.Replace("[Repeat(3), Dense(4)] public partial Layers<Dense> H { get; }", "[Dense(4)] public partial Dense First { get; } [Dense(4)] public partial Dense Second { get; } [Dense(4)] public partial Dense Third { get; }", StringComparison.Ordinal), List },
        { Blocks, Blocks.Replace("Layers<Block> Blocks", "Layers<Block> Stages", StringComparison.Ordinal) },
        { Blocks, Blocks.Replace("Repeat(3)", "Repeat(3, First = 1)", StringComparison.Ordinal) },
        { Blocks, Blocks.Replace("Dense Fc", "Dense Up", StringComparison.Ordinal) },
        { Blocks, Blocks.Replace("Repeat(3)", "Repeat(4)", StringComparison.Ordinal) },
        { Tower, Tower.Replace("Block Tower", "Block Backbone", StringComparison.Ordinal) },
        { Tower, Tower.Replace("Dense Fc", "Dense Up", StringComparison.Ordinal) },
        { Own, Own.Replace("Offset", "Shift", StringComparison.Ordinal) },
        { Own, Own.Replace("Variable(4)", "Variable(1)", StringComparison.Ordinal) },
        { Chain, Chain.Replace("[Dense(6)] public partial Dense Hidden", "[Dense(6), FormerName(\"hiden\")] public partial Dense Body", StringComparison.Ordinal) },
        { Tower, Tower.Replace("public partial Block Tower", "[FormerName(\"tover\")] public partial Block Backbone", StringComparison.Ordinal) },
        { Tower, Tower.Replace("public partial Block Tower", "[FormerName(\"fc\")] public partial Block Backbone", StringComparison.Ordinal) },
        { List, List.Replace("[Repeat(3), Dense(4)] public partial Layers<Dense> H", "[Repeat(3), Dense(4), FormerName(\"h_0\")] public partial Layers<Dense> Body", StringComparison.Ordinal) },
        { Sides, Sides.Replace("4, 6", "6, 4", StringComparison.Ordinal) },
        { Sides, Sides.Replace("4, 6", "6, 5", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Remedies_OnceWritten_LeaveNothingOfTheDiagnostic(string before, string after)
    {
        var contracts = (await ContractDiagnostics.AcceptAll("using GenNet; " + before)).Select(static file => (file.Path, WeightContract.Parse(file.Text).Contract!.Freeze().ToString())).ToArray();
        var source = "using GenNet; " + after;
        var found = await Reported(source, contracts);
        Assert.NotEmpty(found);
        var tried = 0;
        foreach (var diagnostic in found.Where(static d => d.Severity >= DiagnosticSeverity.Warning))
        {
            foreach (var (what, mended) in Fixes(diagnostic, source).Concat(Written(diagnostic, source)))
            {
                tried++;
                ModelCompiler.CompileBeside([.. contracts.Select(static file => new ContractText(file.Path, file.Item2))], mended);
                var left = await Reported(mended, contracts);
                var text = $"{what} of {Text(diagnostic)}\n{mended}\nleaves\n{string.Join("\n", left.Select(Text))}";
                Assert.False(left.Any(d => d.Id == diagnostic.Id && NamesOf(d).Overlaps(NamesOf(diagnostic))), text);
                Assert.True(left.All(d => d.Severity < DiagnosticSeverity.Warning || found.Any(known => known.Id == d.Id)), text);
            }
        }
        Assert.True(tried > 0 || found.All(static d => d.GetMessage(CultureInfo.InvariantCulture).Contains("undo it", StringComparison.Ordinal) || d.GetMessage(CultureInfo.InvariantCulture).Contains("again", StringComparison.Ordinal)), string.Join("\n", found.Select(Text)));
    }

    private static async Task<Diagnostic[]> Reported(string source, (string Path, string Text)[] contracts) => [.. (await ContractDiagnostics.Of(source, contracts)).Where(static d => d.Properties.TryGetValue(ContractFix.Path, out var path) ? path == "Net.weights.txt" : true)];

    private static IEnumerable<(string What, string Mended)> Fixes(Diagnostic diagnostic, string source) => diagnostic.Properties
        .Where(static property => property.Key.StartsWith(ChangeFixes.Prefix, StringComparison.Ordinal))
        .Select(property => (property.Key, SourceEdit.Read(property.Value!).Edits.OrderByDescending(static edit => edit.Start)
            .Aggregate(source, static (text, edit) => text.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Text))));

    // What a message says to write on a property, an attribute or a list.
    private static IEnumerable<(string What, string Mended)> Written(Diagnostic diagnostic, string source)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var subject = Regex.Match(message, @"^Net\.([\w.\[\]]+)").Groups[1].Value.Split('.');
        var property = message.Contains("in the class that declares it", StringComparison.Ordinal) ? subject[^1] : subject[0].Split('[')[0];
        var declared = Regex.Match(source, $@"\] public partial (\S+) {Regex.Escape(property)} \{{|public partial (\S+) {Regex.Escape(property)} \{{");
        if (!declared.Success)
            yield break;
        var isBare = declared.Value[0] != ']';
        var remedy = diagnostic.Id == "GN1045" ? message[message.LastIndexOf("; ", StringComparison.Ordinal)..] : message;
        foreach (Match attribute in Attribute().Matches(remedy))
        {
            yield return (attribute.Value, diagnostic.Id == "GN1045" ? Regex.Replace(source, @"FormerName\([^)]*\)", attribute.Value[1..^1])
                : source.Insert(declared.Index, isBare ? attribute.Value + " " : ", " + attribute.Value[1..^1]));
        }
        if (Regex.Match(message, "Name = \"(\\w+)\" (on|in)") is { Success: true } name && !isBare)
        {
            var own = Regex.Match(source[source.LastIndexOf('[', declared.Index)..], @"^\[\w+(\(([^()]*)\))?");
            yield return (name.Value, source.Remove(source.LastIndexOf('[', declared.Index), own.Length).Insert(
                source.LastIndexOf('[', declared.Index), own.Groups[1].Success ? $"{own.Value[..^1]}, {name.Value.Split('"')[0]}\"{name.Groups[1].Value}\")" : $"{own.Value}(Name = \"{name.Groups[1].Value}\")"));
        }
        if (Regex.Match(message, @"First = (\d+)") is { Success: true } first)
            yield return (first.Value, Regex.Replace(source, @"Repeat\((\d+)(, First = \d+)?\)", $"Repeat($1, First = {first.Groups[1].Value})"));
    }

    private static HashSet<string> NamesOf(Diagnostic diagnostic) => [.. diagnostic.Properties.TryGetValue(ContractFix.Names, out var names) ? names!.Split(' ') : [diagnostic.Id]];

    private static string Text(Diagnostic diagnostic) => $"{diagnostic.Severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"\[(FormerName|Reinitialized|Submodel)\([^\]…]*\)\]")]
    private static partial Regex Attribute();
}
