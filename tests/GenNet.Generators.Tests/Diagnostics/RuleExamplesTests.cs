using GenNet.Generators.Diagnostics;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Every rule about models, as a class that breaks it and as what its page says to write instead.</summary>
public sealed class RuleExamplesTests
{
    private const string Out = "[Dense(2)] public partial Dense Out { get; }";
    private const string Two = "[Dense(3)] public partial Dense A { get; } [Dense(3)] public partial Dense B { get; }";

    private const string Gate = "public sealed class GateAttribute(int units) : CustomLayerAttribute<Gate> { public int Units { get; } = units; } ";
    private const string Kernel = "private static void Forward(in ForwardPass pass) { }";

    public static TheoryData<string, string, string> Examples => new()
    {
        { "GN0001", "[Model, Input(3)] public class Net { public int N; }", "[Model, Input(3)] public partial class Net { " + Out + " public int N; }" },
        { "GN0002", "[Model, Input(3)] public partial record Net { " + Out + " }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0003", "public class Base; [Model, Input(3)] public partial class Net : Base { " + Out + " }", "public interface IBase; [Model, Input(3)] public partial class Net : IBase { " + Out + " }" },
        { "GN0004", "[Model, Input(3)] public partial class Net;", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0005", "[Model] public partial class Net { " + Out + " }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0006", "[Model, Input(-1, 3)] public partial class Net { " + Out + " }", "[Model, Input(1, 3)] public partial class Net { " + Out + " }" },
        { "GN0007", "[Model, Input(3)] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }" },
        { "GN0009", "[Model, Input(3)] public partial class Net { " + Out + " public Net(int n) { } }", "[Model, Input(3)] public partial class Net { " + Out + " public Net(int n) : this(seed: (ulong)n) { } }" },
        { "GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; set; } }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0011", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Flatten Out { get; } }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0012", "public sealed class MineAttribute : LayerAttribute; [Model, Input(3)] public partial class Net { [Mine] public partial Dense Out { get; } }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0013", "[Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } }", "[Model, Input(3)] public partial class Net { [Dense(1)] public partial Dense Out { get; } }" },
        { "GN0014", "[Model, Input(3)] public partial class Net { [Conv2D(2, 3)] public partial Conv2D Out { get; } }", "[Model, Input(3, 3, 1)] public partial class Net { [Conv2D(2, 3)] public partial Conv2D Out { get; } }" },
        { "GN0015", "[Model, Input(3)] public partial class Net { [Dense(2), Flatten] public partial Dense Out { get; } }", "[Model, Input(3)] public partial class Net { [Flatten] public partial Flatten Flat { get; } " + Out + " }" },
        { "GN0016", "[Model, Input(3)] public partial class Net { " + Out + " public int Layers; }", "[Model, Input(3)] public partial class Net { " + Out + " public int LayerCount; }" },
        { "GN0017", "[Model, Input(3)] public partial class Net { [Dense(2, Name = \"b\")] public partial Dense A { get; } [Dense(2)] public partial Dense B { get; } }", "[Model, Input(3)] public partial class Net { " + Two + " }" },
        { "GN0018", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x, [Input(4)] Tensor y) => B.Forward(A.Forward(x) + A.Forward(y)); }", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x, [Input(4)] Tensor y) => A.Forward(x) + B.Forward(y); }" },
        { "GN0019", "[Model, Input(3)] public partial class Net { " + Out + " public partial Dense Two { get; } }", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Two { get; } " + Out + " }" },
        { "GN0020", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) { if (x is null) return x; return Out.Forward(x); } }", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) { return Out.Forward(x); } }" },
        { "GN0021", "[Model] public partial class Net { " + Out + " int Forward([Input(3)] Tensor x) => 1; }", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }" },
        { "GN0022", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x) => A.Forward(x); }", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x) => B.Forward(A.Forward(x)); }" },
        { "GN0023", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x) { var y = A.Forward(x); return B.Forward(x); } }", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(3)] Tensor x) { var y = A.Forward(x); return B.Forward(y); } }" },
        { "GN0024", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(Out); }", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }" },
        { "GN0025", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x, x); }", "[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }" },
        { "GN0026", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Rows { get; } }", "[Model, Input(3)] public partial class Net { [Dense(2, Name = \"rows\")] public partial Dense Out { get; } }" },
        { "GN0027", "[Model, Input(60000)] public partial class Net { [Dense(60000)] public partial Dense Out { get; } }", "[Model, Input(600)] public partial class Net { [Dense(600)] public partial Dense Out { get; } }" },
        { "GN0030", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(4, 3, VariableLength = true)] Tensor x, [Input(6, 3, VariableLength = true)] Tensor y) => A.Forward(x) + B.Forward(y); }", "[Model] public partial class Net { " + Two + " Tensor Forward([Input(6, 3, VariableLength = true)] Tensor x, [Input(6, 3, VariableLength = true)] Tensor y) => A.Forward(x) + B.Forward(y); }" },
        { "GN0050", "[Model, Input(3)] public partial class Net { [Dense(2), FormerName(\"out\")] public partial Dense Out { get; } }", "[Model, Input(3)] public partial class Net { [Dense(2), FormerName(\"head\"), Reinitialized(Since = 2)] public partial Dense Out { get; } }" },
        { "GN0051", "[Model, Input(3)] public partial class Net { " + Out + " [WeightMigration(From = 1)] private static Weights Upgrade(Weights old) => old; }", "[Model, Input(3)] public partial class Net { " + Out + " private static Weights Upgrade(Weights old) => old; }" },
        { "GN0052", "[Model, Input(3)] public partial class Net { " + Out + " [WeightMigration(From = 1)] private static Weights Upgrade(WeightsV1 old, Weights fresh) => fresh; }", "[Model, Input(3)] public partial class Net { " + Out + " private static Weights Upgrade(Weights old) => old; }" },
        { "GN0029", "[Input(3)] public partial class Net { " + Out + " }", "[Model, Input(3)] public partial class Net { " + Out + " }" },
        { "GN0040", Gate + "public sealed class Gate : CustomLayer { " + Kernel + " }", Gate + "public sealed partial class Gate : CustomLayer { " + Kernel + " }" },
        { "GN0041", Gate + "[OutputShape(\"unit\")] public sealed partial class Gate : CustomLayer { " + Kernel + " }", Gate + "[OutputShape(\"units\")] public sealed partial class Gate : CustomLayer { " + Kernel + " }" },
        { "GN0042", Gate.Replace("= units; }", "= units; public object? Other { get; set; } }", StringComparison.Ordinal) + "public sealed partial class Gate : CustomLayer { " + Kernel + " }", Gate + "public sealed partial class Gate : CustomLayer { " + Kernel + " }" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Rule_OverItsExamples_RefusesTheOneAndCompilesTheOther(string id, string wrong, string right)
    {
        Assert.Equal(id, Assert.Single(ModelDiagnostics.Of("using GenNet; " + wrong)).Id);
        ModelCompiler.Compile("using GenNet; " + right);
    }

    // The language of a project and the files of a class can't be said in one source: WrongModelTests and LayerFilesTests have them.
    [Fact]
    public void Examples_Are_OfAllRules() =>
        Assert.Equal(DiagnosticDescriptors.Model.Select(static r => r.Id).Except(["GN0008", "GN0028"]).Order(), Examples.Select(static row => row.Data.Item1).Order());
}
