using System.Globalization;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using GenNet.Weights;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>An input of other sides: weights that fit and mean something else are told apart from those that no side concerns.</summary>
public sealed class InputShapeTests : IDisposable
{
    private const string Flattened = "[Conv2D(4, 3, Padding = Padding.Same)] public partial Conv2D Conv { get; } [MaxPooling2D(2)] public partial MaxPooling2D Pool { get; } [Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Pooled = "[Conv2D(4, 3, Strides = new[] { 2, 2 }, Padding = Padding.Same)] public partial Conv2D Conv { get; } [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Pool { get; } [Reshape(1, 1, 4)] public partial Reshape Back { get; } [Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Recurrent = "[Bidirectional, LSTM(5)] public partial Bidirectional Memory { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Stacked = "[TimeDistributed, LSTM(6, ReturnSequences = true)] public partial TimeDistributed Deep { get; } [Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Steps = "[TimeDistributed, Flatten] public partial TimeDistributed Flat { get; } [LSTM(5)] public partial LSTM Memory { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Boxes = "[Conv2D(8, 3, Padding = Padding.Same)] public partial Conv2D Conv { get; } [Reshape(-1, 4)] public partial Reshape Boxes { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Attended = "[Reshape(-1, 6)] public partial Reshape Patches { get; } [MultiHeadAttention(2, 3)] public partial MultiHeadAttention Attend { get; } [Dense(3)] public partial Dense Output { get; }";
    private const string Sum = "[Reshape(16, 6)] public partial Reshape Patches { get; } [Variable(16, 6)] public partial Variable Positions { get; } [Dense(3)] public partial Dense Output { get; }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("8, 8, 1", "16, 4, 1", Flattened, "", "output", "'flat' puts 8,2,4 in a row and put 4,4,4")]
    [InlineData("3, 4", "4, 3", "[Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }", "", "output", "'flat' puts 4,3 in a row and put 3,4")]
    [InlineData("3, 4", "4, 3", "[Reshape(2, 6)] public partial Reshape Rows { get; } [LSTM(3)] public partial LSTM Output { get; }", "", "output", "'rows' puts 4,3 in a row and put 3,4")]
    [InlineData("3, 4", "12", "[Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }", "", "", "")]
    [InlineData("8, 8, 1", "9, 9, 1", Pooled, "", "", "")]
    [InlineData("9, 8, 1", "8, 9, 1", Pooled, "", "", "")]
    [InlineData("6, 4", "9, 4", Recurrent, "", "", "")]
    [InlineData("6, 4, 3", "4, 6, 3", Stacked, "", "output", "'flat' puts 4,6,6 in a row and put 6,4,6")]
    [InlineData("6, 3, 4", "9, 4, 3", Steps, "", "memory", "'flat' puts 4,3 in a row and put 3,4")]
    [InlineData("5, 3, 4", "5, 4, 3", Steps, "", "memory", "'flat' puts 4,3 in a row and put 3,4")]
    [InlineData("6, 3, 4", "9, 3, 4", Steps, "", "", "")]
    [InlineData("8, 4, 1", "4, 8, 1", Boxes, "", "", "")]
    [InlineData("4, 4, 6", "8, 2, 6", Attended, "Tensor Forward([Input(4, 4, 6)] Tensor x) { x = Patches.Forward(x); return Output.Forward(x + Attend.Forward(x, x)); }", "", "")]
    [InlineData("4, 4, 6", "8, 2, 6", Sum, "Tensor Forward([Input(4, 4, 6)] Tensor x) => Output.Forward(Patches.Forward(x) + Positions);", "positions", "'patches' puts 8,2 in a row and put 4,4")]
    [InlineData("4, 6, 1", "6, 4, 1", "[Dense(3)] public partial Dense Output { get; }", "Tensor Forward([Input(4, 6, 1)] Tensor x) => Output.Forward(Tensor.Reshape(Tensor.Tanh(x / 2), -1, 24));", "output", "Reshape puts 6,4 in a row and put 4,6")]
    public async Task Analyze_WhenAnInputHasOtherSides_SaysWhoseWeightsMeanSomethingElse(string before, string after, string layers, string forward, string names, string message)
    {
        var (old, now) = (Source(before, layers, forward), Source(after, layers, forward.Replace(before, after, StringComparison.Ordinal)));
        var draft = await ContractDiagnostics.Accept(old);
        var warnings = (await ContractDiagnostics.Of(now, draft)).Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (names.Length == 0)
        {
            Assert.Empty(warnings);
            Assert.Contains(await ContractDiagnostics.Of(now, draft), static d => d.Id == "GN1023");
            return;
        }
        var warning = Assert.Single(warnings);
        Assert.Equal(("GN1025", DiagnosticSeverity.Warning, names), (warning.Id, warning.Severity, warning.Properties[ContractFix.Names]));
        Assert.Contains(message, warning.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var frozen = (await ContractDiagnostics.Of(now, await ContractDiagnostics.Freeze(old))).First(static d => d.Id == "GN1025");
        Assert.Equal(DiagnosticSeverity.Error, frozen.Severity);
        var edit = Assert.Single(SourceEdit.Read(warning.Properties[ChangeFixes.Prefix + "Restore"]!).Edits);
        Assert.Empty(await ContractDiagnostics.Of(now[..edit.Start] + edit.Text + now[(edit.Start + edit.Length)..], draft));
    }

    [Theory]
    [InlineData("8, 8, 1", "16, 4, 1", "16, 4, 1")]
    [InlineData("8, 8, 1", "8, 9, 1", "9")]
    [InlineData("8, 8, 1", "8, 8, 1, Name = \"x\"", "Name = \"x\"")]
    [InlineData("8, 8, 1", "8, 8, 1, DType = DType.Int32", "DType = DType.Int32")]
    public async Task Analyze_WhenAnInputChanges_StandsAtWhatChanged(string before, string after, string token)
    {
        var now = Source(after, Flattened, "");
        var diagnostic = (await ContractDiagnostics.Of(now, await ContractDiagnostics.Accept(Source(before, Flattened, ""))))[0];
        Assert.Equal(token, now.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData(".weights.h5")]
    [InlineData(".safetensors")]
    [InlineData(".h5")]
    [InlineData(".keras")]
    public void LoadWeights_OfAnInputOfOtherSides_IsRefusedAsTheBuildSays(string format)
    {
        using var before = Create("3, 4", 1);
        using var exchanged = Create("4, 3", 2);
        var path = Path.Combine(_folder.FullName, "net" + format);
        var weights = format == ".keras" ? path + ".weights.h5" : path;
        before.SaveWeights(weights);
        if (format == ".keras")
            KerasArchiveOf.Write(before, path, weights);
        var error = Assert.Throws<WeightLoadException>(() => exchanged.LoadWeights(path));
        Assert.Contains("'flat' puts 4,3 in a row and put 3,4", error.Message, StringComparison.Ordinal);
        exchanged.LoadWeights(path, LoadOptions.AllowBehaviourChange);
        using var flat = Create("12", 3);
        flat.LoadWeights(path);
    }

    private static Model Create(string input, ulong seed) =>
        ModelCompiler.Compile(Source(input, "[Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; }", "")).Create("Net", seed, Device.Cpu());

    private static string Source(string input, string layers, string forward) => forward.Length == 0
        ? $"using GenNet; [Model, Input({input})] public partial class Net {{ {layers} }}"
        : $"using GenNet; [Model] public partial class Net {{ {layers} private {forward} }}";
}
