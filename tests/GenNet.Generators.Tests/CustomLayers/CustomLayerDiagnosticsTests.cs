using GenNet.Generators.Tests.Diagnostics;

namespace GenNet.Generators.Tests.CustomLayers;

public sealed class CustomLayerDiagnosticsTests
{
    private const string Attribute = "public sealed class GateAttribute(int units) : CustomLayerAttribute<Gate> { public double Rate { get; set; } }";
    private const string Kernel = "private static void Forward(in ForwardPass pass) { }";

    [Theory]
    [InlineData("GN0041", "[OutputShape(\"input[..^1], ⟦unit⟧\")]", "", "The rule 'input[..^1], unit' of layer 'Gate': 'unit' is neither an input nor an argument: there are input, units, rate")]
    [InlineData("GN0041", "[OutputShape(\"input[..^1], units ⟦)⟧\")]", "", "')' stands where an operator")]
    [InlineData("GN0041", "[OutputShape(\"⟦units * rate⟧\")]", "", "use floor(…) or ceil(…)")]
    [InlineData("GN0041", "[Saved(\"hidden\", \"⟦unit⟧\")]", "", "'unit' is neither")]
    [InlineData("GN0041", "[Requires(\"⟦units⟧\", \"no\")]", "", "where a condition is needed")]
    [InlineData("GN0041", "", "[LayerWeight(\"⟦unit⟧\")] public partial Variable Kernel { get; }", "'unit' is neither")]
    [InlineData("GN0041", "", "[LayerWeight(\"units\", When = \"⟦rate⟧\")] public partial Variable? Kernel { get; }", "is a number with a fraction, where a condition is needed")]
    [InlineData("GN0040", "", "[LayerWeight(\"units\")] public partial Variable? ⟦Kernel⟧ { get; }", "its type must be 'Variable'")]
    [InlineData("GN0040", "", "[LayerWeight(\"units\", When = \"units > 1\")] public partial Variable ⟦Kernel⟧ { get; }", "its type must be 'Variable?'")]
    [InlineData("GN0040", "", "[LayerWeight(\"units\")] internal partial Variable ⟦Kernel⟧ { get; }", "must be public")]
    [InlineData("GN0040", "", "[LayerWeight(\"units\")] public Variable ⟦Kernel⟧ => null!;", "must be partial")]
    [InlineData("GN0040", "", "[LayerWeight(\"units\")] public partial Variable ⟦Variables⟧ { get; }", "hides Layer.Variables: rename it")]
    public void Layer_WhenADeclarationIsWrong_IsReportedAtTheWord(string id, string attributes, string members, string message) =>
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, $$"""
            using GenNet;
            {{Attribute}}
            {{attributes}}
            public sealed partial class Gate : CustomLayer
            {
                {{members}}
                {{Kernel}}
            }
            """), StringComparison.Ordinal);

    [Theory]
    [InlineData("GN0040", Attribute + " public sealed class ⟦Gate⟧ : CustomLayer { " + Kernel + " }", "must be partial")]
    [InlineData("GN0040", Attribute + " public sealed partial class ⟦Gate⟧ : CustomLayer { }", "has no Forward: write 'static void Forward(in ForwardPass pass)'")]
    [InlineData("GN0040", Attribute + " public sealed partial class Gate : CustomLayer { void ⟦Forward⟧(in ForwardPass pass) { } }", "has a Forward that can't be called: declare it as 'static void Forward(in ForwardPass pass)'")]
    [InlineData("GN0040", Attribute + " public sealed partial class Gate : CustomLayer { " + Kernel + " int ⟦Backward⟧(BackwardPass pass) => 1; }", "has a Backward that can't be called")]
    [InlineData("GN0040", "public sealed partial class ⟦Gate⟧ : CustomLayer { " + Kernel + " }", "has no attribute that declares it in a model: write 'sealed class GateAttribute(…) : CustomLayerAttribute<Gate>' beside it")]
    [InlineData("GN0040", Attribute + " public sealed partial class ⟦Gate⟧ : CustomLayer { " + Kernel + " class Arguments; }", "has a member called 'Arguments'")]
    [InlineData("GN0040", "public sealed partial class ⟦Mine⟧ : Layer { }", "derive from GenNet.CustomLayer")]
    [InlineData("GN0040", Attribute + " [LayerInput(\"mask\", DType = DType.Bool)] public sealed partial class ⟦Gate⟧ : CustomLayer { " + Kernel + " }", "an input called 'mask', which must stand last")]
    [InlineData("GN0040", Attribute + " [LayerInput(\"half\", DType = DType.Float16)] public sealed partial class ⟦Gate⟧ : CustomLayer { " + Kernel + " }", "takes float16 values as 'half'")]
    [InlineData("GN0040", Attribute + " [Saved(\"input\", \"units\")] public sealed partial class ⟦Gate⟧ : CustomLayer { " + Kernel + " }", "several things that its code would call 'Input'")]
    [InlineData("GN0042", "public sealed class GateAttribute : CustomLayerAttribute<Gate> { public object? ⟦Size⟧ { get; set; } } public sealed partial class Gate : CustomLayer { " + Kernel + " }", "has the argument 'Size' of type object")]
    [InlineData("GN0042", "public sealed class GateAttribute : CustomLayerAttribute<Gate> { public int Size { get; set; } = ⟦Environment.ProcessorCount⟧; } public sealed partial class Gate : CustomLayer { " + Kernel + " }", "a default that is no constant")]
    [InlineData("GN0042", "public sealed class GateAttribute(double ⟦rate⟧ = double.NaN) : CustomLayerAttribute<Gate> { public double Rate => rate; } public sealed partial class Gate : CustomLayer { " + Kernel + " }", "a default that is no finite number")]
    [InlineData("GN0042", "public sealed class GateAttribute : CustomLayerAttribute<Gate> { public float ⟦Rate⟧ { get; set; } = float.PositiveInfinity; } public sealed partial class Gate : CustomLayer { " + Kernel + " }", "a default that is no finite number")]
    [InlineData("GN0042", "public sealed class ⟦GateAttribute⟧ : CustomLayerAttribute<Gate> { public GateAttribute() { } public GateAttribute(int n) { } } public sealed partial class Gate : CustomLayer { " + Kernel + " }", "has 2 constructors")]
    public void Class_ThatIsNoLayer_IsReported(string id, string source, string message) =>
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, "using GenNet; using GenNet.Specs; " + source), StringComparison.Ordinal);

    [Theory]
    [InlineData("GN0013", "[Gate(⟦0⟧)] public partial Gate Out { get; }", "Net.Out (Gate): Units is 0 and must be at least 1")]
    [InlineData("GN0013", "[Gate(2, ⟦Mode = (Mode)7⟧)] public partial Gate Out { get; }", "Mode is 7 and must be one of Sum, Mean")]
    [InlineData("GN0014", "[Gate(2)] public partial Gate ⟦Out⟧ { get; }", "Net.Out (Gate): Units must be odd (units % 2 == 1 doesn't hold with units 2)")]
    [InlineData("GN0014", "[Gate(3, Skip = 9)] public partial Gate ⟦Out⟧ { get; }", "its output is 'input[skip..], units' with input (4,) and units 3 and skip 9: 'input[skip..]' asks for axes that (4,) doesn't have")]
    [InlineData("GN0015", "[TimeDistributed, Gate(3)] public partial TimeDistributed ⟦Out⟧ { get; }", "TimeDistributed holds layers of Keras, and Gate is one of your own; put it into a model, and that model here: [TimeDistributed] public partial MyModel")]
    [InlineData("GN0011", "[Gate(3)] public partial ⟦Dense⟧ Out { get; }", "must be of type 'Gate' and not 'Dense'")]
    [InlineData("GN0042", "[⟦Other⟧] public partial Gate Out { get; }", "whose attribute must be called GateAttribute")]
    [InlineData("GN0012", "[⟦Mine⟧] public partial Gate Out { get; }", "derive the attribute from CustomLayerAttribute<TLayer>")]
    public void Use_WhenItIsWrong_IsReportedThere(string id, string layer, string message) => Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, $$"""
        using GenNet;
        using GenNet.Specs;
        public enum Mode { Sum, Mean }
        public sealed class MineAttribute : LayerAttribute;
        public sealed class OtherAttribute : CustomLayerAttribute<Gate>;
        public sealed class GateAttribute([Argument(Minimum = 1)] int units) : CustomLayerAttribute<Gate>
        {
            public int Skip { get; set; }
            public Mode Mode { get; set; }
        }
        [OutputShape("input[skip..], units"), Requires("units % 2 == 1", "Units must be odd")]
        public sealed partial class Gate : CustomLayer
        {
            private static void Forward(in ForwardPass pass) { }
        }
        [Model, Input(4)]
        public partial class Net
        {
            {{layer}}
        }
        """), StringComparison.Ordinal);

    /// <summary>The compiler says nothing beside it: what signatures name is written of a wrong layer too.</summary>
    [Fact]
    public void WrongLayer_HasNoErrorsBesideItsOwn()
    {
        var run = GeneratorRun.Of($$"""
            using GenNet;
            {{Attribute}}
            [OutputShape("unit")]
            public sealed partial class Gate : CustomLayer
            {
                [LayerWeight("units")] public partial Variable Kernel { get; }
                private static void Forward(in ForwardPass pass) { }
                private static void Backward(in BackwardPass pass) { }
            }
            [Model, Input(4)]
            public partial class Net
            {
                [Gate(3)] public partial Gate Out { get; }
            }
            """);

        Assert.Equal("GN0041", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Declarations);
    }
}
