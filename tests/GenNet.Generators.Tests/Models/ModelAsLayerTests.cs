using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>A model is a layer of another one whatever its <c>Forward</c> looks like: hidden or not, with several outputs, wrong itself.</summary>
public sealed class ModelAsLayerTests
{
    private const string Use =
        """
        public static class Use
        {
            public static bool Agrees()
            {
                float[] x = [1f, 2f, 3f];
                using var net = new Net(seed: 3);
                return net.Predict(x).Rows == 1 && net.Run(new Tensor(GenNet.Specs.TensorShape.Of(1, 3), x)).Values.Length == 2;
            }
        }
        """;

    [Theory]
    [InlineData("private")]
    [InlineData("")]
    [InlineData("protected")]
    [InlineData("private protected")]
    [InlineData("protected internal")]
    [InlineData("internal")]
    [InlineData("public")]
    public void Forward_OfAnyAccessibility_IsCalledFromAnotherModel(string access) => Run(
        $$"""
        [Model] public partial class T
        {
            [Dense(2)] public partial Dense A { get; }
            {{access}} Tensor Forward([Input(3)] Tensor @in) => A.Forward(@in);
        }
        [Model] public partial class Net
        {
            public partial T T { get; }
            public Tensor Run(Tensor x) => Forward(x);
            private Tensor Forward([Input(3)] Tensor x) => T.Forward(@in: x);
        }
        """);

    [Fact]
    public void Forward_ThatIsPrivate_IsALayerOfAChainAndOfAList() => Run(
        """
        [Model] public partial class T
        {
            [Dense(3)] public partial Dense A { get; }
            private Tensor Forward([Input(3)] Tensor x) => A.Forward(x) + x;
        }
        [Model, Input(3)] public partial class Net
        {
            public partial T First { get; }
            [Repeat(2)] public partial Layers<T> Others { get; }
            [Dense(2)] public partial Dense Out { get; }
            public Tensor Run(Tensor x) => Forward(x);
        }
        """);

    [Theory]
    [InlineData("var (p, q) = T.Forward(x); return p + q;")]
    [InlineData("(Tensor p, Tensor q) = T.Forward(x); return q - p;")]
    [InlineData("Tensor p; Tensor q; (p, q) = T.Forward(x); return q * p;")]
    public void Forward_WithTwoOutputs_IsTakenApart(string body) => Run(Two(
        $$"""
        public Tensor Run(Tensor x) => Forward(x);
        private Tensor Forward([Input(3)] Tensor x) { {{body}} }
        """));

    [Theory]
    [InlineData("return T.Forward(x);")]
    [InlineData("var (p, q) = T.Forward(x); return (p, q);")]
    public void Forward_WithTwoOutputs_IsReturnedWhole(string body) => Run(Two(
        $$"""
        public Tensor Run(Tensor x) => Forward(x).Q;
        private (Tensor P, Tensor Q) Forward([Input(3)] Tensor x) { {{body}} }
        """));

    [Theory]
    [InlineData("GN0020", "private Tensor Forward([Input(3)] Tensor x) => ⟦T.Forward(x)⟧ + x;", "it yields 2 tensors: take them apart, var (output, …) = …")]
    [InlineData("GN0020", "private Tensor Forward([Input(3)] Tensor x) { ⟦var (a, b, c)⟧ = T.Forward(x); return a; }", "the right side is 2 tensors")]
    public void Forward_WithTwoOutputs_WhereOneIsMeant_IsRefused(string id, string forward, string message)
    {
        var found = ModelDiagnostics.ReportsOnly(id, "using GenNet; " + Two(forward));

        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.DoesNotContain("alone", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_WithAModelOfTwoOutputs_IsRefusedThere() => Assert.Contains(
        "returns 2 tensors, and in a model without Forward each layer takes the one",
        ModelDiagnostics.ReportsOnly("GN0014", "using GenNet; " + Two("", "[Model, Input(3)]").Replace("T T {", "T ⟦T⟧ {", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[Model] public partial class T { [Dense(0)] public partial Dense A { get; } private Tensor Forward([Input(3)] Tensor x) => A.Forward(x); }")]
    [InlineData("[Model] public partial class T { [Dense(0)] public partial Dense A { get; } private (Tensor, Tensor) Forward([Input(3)] Tensor x) => (A.Forward(x), x); }", "T.Forward(x).Item1")]
    [InlineData("[Model, Input(3)] public partial class T { [Dense(0)] public partial Dense A { get; } }")]
    public void Model_ThatIsWrong_IsReportedAndNotWhatCallsIt(string source, string call = "T.Forward(x)")
    {
        var compilation = ModelCompiler.CreateCompilation($"using GenNet; {source} [Model] public partial class Net {{ public partial T T {{ get; }} public Tensor Run(Tensor x) => {call}; private Tensor Forward([Input(3)] Tensor x) => x; }}");
        Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var after, out var diagnostics, TestContext.Current.CancellationToken);

        Assert.Contains("GN0013", diagnostics.Select(static d => d.Id));
        Assert.Empty(after.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    private static string Two(string members, string attributes = "[Model]") =>
        $$"""
        [Model] public partial class T
        {
            [Dense(2)] public partial Dense A { get; }
            [Dense(2)] public partial Dense B { get; }
            private (Tensor First, Tensor Second) Forward([Input(3)] Tensor x) => (A.Forward(x), B.Forward(x));
        }
        {{attributes}} public partial class Net { public partial T T { get; } {{members}} }
        """;

    private static void Run(string source) => Assert.Equal(
        true, ModelCompiler.Compile($"using GenNet; {source} {Use}").Assembly.GetType("Use")!.GetMethod("Agrees")!.Invoke(null, null));
}
