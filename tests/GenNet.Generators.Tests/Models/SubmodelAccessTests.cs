using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Models among the layers that fewer may see than the model around them: typed weights show no more than they may.</summary>
public sealed class SubmodelAccessTests
{
    private const string Layers = "[Dense(4)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("[Model, Input(4)] internal partial class S { " + Layers + " } [Model, Input(4)] public partial class Net { internal partial S A { get; } " + Layers + " }", "internal")]
    [InlineData("[Model, Input(4)] internal partial class S { " + Layers + " } [Model, Input(4)] internal partial class Net { public partial S A { get; } " + Layers + " }", "public")]
    [InlineData("[Model, Input(4)] internal partial class S { " + Layers + " } [Model, Input(4)] public partial class Net { [Repeat(2)] private partial Layers<S> A { get; } " + Layers + " }", "internal")]
    [InlineData("[Model, Input(4)] public partial class Net { [Model, Input(4)] private partial class S { " + Layers + " } private partial S A { get; } " + Layers + " }", "private")]
    [InlineData("[Model, Input(4)] public partial class Net { [Model, Input(4)] protected partial class S { " + Layers + " } private partial S A { get; } " + Layers + " }", "private")]
    [InlineData("[Model, Input(4)] internal partial class T { " + Layers + " } [Model, Input(4)] public partial class S { internal partial T B { get; } } [Model, Input(4)] public partial class Net { public partial S A { get; } " + Layers + " }", "internal")]
    public void Weights_OfAModelThatFewerSee_AreSeenByThese(string source, string access)
    {
        var models = ModelCompiler.Compile("using GenNet;\n" + source);
        using var net = models.Create("Net");

        var weights = net.GetType().GetNestedType("Weights", System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!;
        Assert.Equal(access, weights.IsNestedPublic ? "public" : weights.IsNestedAssembly ? "internal" : "private");
    }

    [Fact]
    public void Weights_InsideOfOneType_AreSeenThere() => ModelCompiler.Compile(
        "using GenNet; public partial class O { [Model, Input(4)] private partial class S { " + Layers + " } [Model, Input(4)] private partial class Net { public partial S A { get; } " + Layers + " } static Tensor Of(Net net) => net.GetWeights().A.Out.Kernel; }");

    [Fact]
    public void Submodel_OfAModelThatOthersDontSee_IsReported() => Assert.Contains(
        "S has layers of a model that others don't see, and with it its typed weights: make that model internal",
        Assert.Single(ModelDiagnostics.Of(
            "using GenNet; [Model, Input(4)] public partial class S { [Model, Input(4)] private partial class T { " + Layers + " } private partial T B { get; } } [Model, Input(4)] public partial class Net { public partial S A { get; } " + Layers + " }"))
            .GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);
}
