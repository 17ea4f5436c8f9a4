namespace GenNet.Generators.Tests.Diagnostics;

public sealed class ForwardDiagnosticsTests
{
    private const string Head = "private Tensor Forward([Input(3)] Tensor x) ";

    [Theory]
    [InlineData("GN0020", Head + "{ ⟦foreach (var i in Layers)⟧ { } return A.Forward(x); }", "'foreach (var i in Layers)' can't be compiled in Forward: a loop is one over a list of layers")]
    [InlineData("GN0020", Head + "{ ⟦if (true)⟧ { } return A.Forward(x); }", "'if (true)' can't be compiled in Forward")]
    [InlineData("GN0020", Head + "{ ⟦A.Forward(x)⟧; return A.Forward(x); }", "keep the result")]
    [InlineData("GN0020", Head + "=> ⟦A.Forward(x) % x⟧;", "'A.Forward(x) % x' can't be compiled in Forward: +, -, *, /, <, <=, >, >= and slices are the only operators")]
    [InlineData("GN0020", Head + "=> ⟦A.Forward(x)!⟧;", "never null; leave ! out")]
    [InlineData("GN0020", Head + "=> ⟦true ? A.Forward(x) : x⟧;", "the same for all inputs")]
    [InlineData("GN0020", Head + "{ ⟦x %= A.Forward(x)⟧; return x; }", "are the only operators")]
    [InlineData("GN0020", Head + "{ ⟦Field⟧ = A.Forward(x); return x; } private Tensor Field;", "assign to a local variable")]
    [InlineData("GN0020", Head + "{ var y = ⟦new Tensor(x.Shape, x.Values)⟧; return A.Forward(y); }", "a tensor is a parameter")]
    [InlineData("GN0020", Head + "=> ⟦A.ToString(x)⟧;", "can be called")]
    [InlineData("GN0020", Head + "=> Other(A.Forward(x)); private Tensor Other(Tensor t) => ⟦t % t⟧;", "are the only operators")]
    [InlineData("GN0020", Head + "=> Other(A.Forward(x)); private Tensor Other(Tensor t) => ⟦Other(t)⟧;", "it calls itself")]
    [InlineData("GN0020", Head + "=> Other(A.Forward(x), ⟦\"2\"⟧); private Tensor Other(Tensor t, string n) => t;", "takes tensors, layers and numbers")]
    [InlineData("GN0020", Head + "=> Other(A.Forward(x), ⟦x.Shape[0]⟧); private Tensor Other(Tensor t, int n) => t * n;", "known at build time")]
    [InlineData("GN0020", Head + "=> ⟦Other(A.Forward(x))⟧; private Tensor Other(Tensor t, int n) => t * n;", "known at build time")]
    [InlineData("GN0020", "private int n = 1; " + Head + "=> A.Forward(x)[.., ⟦n⟧];", "write a number, a range")]
    [InlineData("GN0020", Head + "{ var n = 1; ⟦n = x.Shape.Rank⟧; return A.Forward(x) * n; }", "n is a number")]
    [InlineData("GN0020", Head + "{ var parts = Tensor.Split(A.Forward(x), 3); return ⟦parts[3]⟧; }", "there are 3 parts")]
    [InlineData("GN0024", Head + "{ var parts = Tensor.Split(A.Forward(x), 3); return ⟦parts⟧; }", "take one, parts[0]")]
    [InlineData("GN0013", Head + "=> ⟦A.Forward(x)[.., 3]⟧;", "takes nothing of an axis of 3 values")]
    [InlineData("GN0020", Head + "=> Tensor.Sum(A.Forward(x), ⟦axes: 1⟧);", "Tensor.Sum takes x, axis, keepdims")]
    [InlineData("GN0020", Head + "=> ⟦Tensor.Nothing(A.Forward(x), x)⟧;", "can be called")]
    [InlineData("GN0020", Head + "{ ⟦const string s = \"a\";⟧ return A.Forward(x); }", "use local variables")]
    [InlineData("GN0020", Head + "{ return A.Forward(x); ⟦;⟧ }", "nothing can follow return")]
    [InlineData("GN0020", "private int n = 1; " + Head + "=> Tensor.Concatenate(A.Forward(x), x, axis: ⟦n⟧);", "give axis as a whole number")]
    [InlineData("GN0020", Head + "=> A.Forward(x, ⟦mask: x⟧);", "it takes one tensor")]
    [InlineData("GN0020", Head + "{ ⟦var (a, b)⟧ = A.Forward(x); return a + b; }", "'var (a, b)' can't be compiled in Forward: the right side has one result")]
    [InlineData("GN0020", Head + "{ Tensor a, b; ⟦(a, b)⟧ = (A.Forward(x), x, x); return a + b; }", "the right side is 3 tensors")]
    [InlineData("GN0020", Head + "{ ⟦{ x = A.Forward(x); }⟧ return x; }", "'{ x = A.Forward(x); }' can't be compiled in Forward: take the braces away")]
    [InlineData("GN0020", Head + "{ ⟦{ var y = A.Forward(x); x = y; }⟧ return Tensor.Concatenate(x, x, axis: 9); }", "take the braces away")]
    [InlineData("GN0020", Head + "{ Tensor y = x; Tensor Twice(Tensor t) { y = A.Forward(t); return t + t; } return ⟦Twice(x)⟧ + y; }", "it assigns to a variable outside of it")]
    [InlineData("GN0020", Head + "{ Func<Tensor, Tensor> twice = ⟦t => A.Forward(t + t)⟧; return twice(twice(x)); }", "'t => A.Forward(t + t)'")]
    [InlineData("GN0020", Head + "{ ⟦switch (1)⟧ { default: x = A.Forward(x); break; } return x; }", "'switch (1)' can't be compiled")]
    [InlineData("GN0020", Head + "{ ⟦do⟧ { x = A.Forward(x); } while (false); return x; }", "a loop is one over a list of layers")]
    [InlineData("GN0020", Head + "{ ⟦try⟧ { x = A.Forward(x); } finally { } return x; }", "'try' can't be compiled")]
    [InlineData("GN0020", Head + "{ ⟦for (var i = 0; i < x.Shape.Rank; i++)⟧ x = A.Forward(x); return x; }", "or for with constant bounds")]
    [InlineData("GN0020", Head + "{ ⟦for (var i = 0; i < 3; i++)⟧ { x = A.Forward(x); i += 1; } return x; }", "for (var i = 0; i < 3; i++)")]
    [InlineData("GN0020", Head + "{ ⟦for (var i = 0; i < 3; i += 0)⟧ x = A.Forward(x); return x; }", "or for with constant bounds")]
    [InlineData("GN0020", Head + "{ ⟦_⟧ = A.Forward(x); return A.Forward(x); }", "take the call away")]
    [InlineData("GN0020", Head + "{ var n = ⟦1 % x % x % x % x % x % x % x % x % x % x % x % x % x % x % x % x⟧; return A.Forward(x); }", "…' can't be compiled")]
    [InlineData("GN0020", Head + "{ return A.Forward(x); ⟦var y = x;⟧ return A.Forward(y) * x; }", "nothing can follow return")]
    [InlineData("GN0024", Head + "{ Tensor y; var z = A.Forward(x); return ⟦y⟧; }", "it has no value yet")]
    [InlineData("GN0024", Head + "{ Tensor y; ⟦y⟧ += A.Forward(x); return y; }", "it has no value yet")]
    [InlineData("GN0021", "private int ⟦Forward⟧([Input(3)] Tensor x) => 1;", "returns int")]
    [InlineData("GN0021", "private static Tensor ⟦Forward⟧([Input(3)] Tensor x) => x;", "can't be static")]
    [InlineData("GN0021", "private Tensor ⟦Forward⟧() => A.Forward();", "takes no input")]
    [InlineData("GN0021", "private Tensor Forward([Input(3)] Tensor x, int ⟦n⟧) => A.Forward(x);", "a parameter 'n' of type int")]
    [InlineData("GN0005", "private Tensor Forward(Tensor ⟦x⟧) => A.Forward(x);", "the shape of 'x'")]
    [InlineData("GN0006", "private Tensor Forward([Input(⟦0⟧)] Tensor x) => A.Forward(x);", "Dimension 0 of input 'x' is 0")]
    [InlineData("GN0022", "[Dense(1)] public partial Dense ⟦Unused⟧ { get; } " + Head + "=> A.Forward(x);", "'Net.Unused' is never called")]
    [InlineData("GN0023", Head + "{ var y = ⟦A.Forward(x)⟧; return A.Forward(x); }", "The result of this Dense is neither used nor returned")]
    [InlineData("GN0024", Head + "=> A.Forward(⟦Field⟧); private Tensor Field;", "declare it as a local variable")]
    [InlineData("GN0024", Head + "=> A.Forward(x) + ⟦A⟧;", "it is a layer; call A.Forward(…)")]
    [InlineData("GN0025", Head + "=> A.Forward⟦(x, x)⟧;", "takes 1 input and is given 2")]
    [InlineData("GN0026", "private ⟦(Tensor Rows, Tensor B)⟧ Forward([Input(3)] Tensor x) => (A.Forward(x), x);", "'Rows' is taken")]
    [InlineData("GN0018", "private Tensor Forward([Input(3)] Tensor x, [Input(4)] Tensor y) => A.Forward(x) + ⟦A.Forward(y)⟧;", "kernel (3, 3), bias (3,) and this one kernel (4, 3), bias (3,)")]
    [InlineData("GN0014", "private Tensor Forward([Input(3)] Tensor x, [Input(4)] Tensor y) => A.Forward(x) ⟦+⟧ y;", "different sizes along an axis")]
    public void Forward_WhenItCannotBeCompiled_IsReportedThere(string id, string members, string message)
    {
        var source =
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [Dense(3)] public partial Dense A { get; }
                {{members}}
            }
            """;

        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, source), StringComparison.Ordinal);
    }

    /// <summary>Loops and functions within each other make more calls than any compiler takes: said once, and at once.</summary>
    [Theory]
    [InlineData(Head + "{ for (var i = 0; i < 1000; i++) for (var j = 0; j < 1000; j++) x = x + 1; return A.Forward(x); }")]
    [InlineData(Head + "{ Tensor F(Tensor t) => (t + 1) + (t + 1); Tensor G(Tensor t) => F(F(F(F(t)))); Tensor H(Tensor t) { for (var i = 0; i < 4000; i++) t = G(t); return t; } return A.Forward(H(x)); }")]
    public void Forward_WithMoreCallsThanAModelMayHave_IsReportedOnce(string forward) => Assert.Contains(
        "is the 8193th call, and a model has at most 8192",
        Assert.Single(ModelDiagnostics.Of($"using GenNet; [Model] public partial class Net {{ [Dense(2)] public partial Dense A {{ get; }} {forward} }}")).GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[Model, Input(3)]", "private Tensor Call([⟦Input(3)⟧] Tensor x) => A.Forward(x);", "rename 'Call'")]
    [InlineData("[Model]", "private Tensor forward([⟦Input(3)⟧] Tensor x) => A.Forward(x);", "rename 'forward'")]
    [InlineData("[Model]", "private Tensor Forward([Input(3)] Tensor x) => A.Forward(x); private Tensor Other([⟦Input(3)⟧] Tensor x) => x;", "'Other' is not its graph")]
    public void InputOfAnotherMethod_WhateverElseThereIs_IsReportedThere(string attributes, string methods, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(
            "GN0007",
            $$"""
            using GenNet;
            {{attributes}}
            public partial class Net
            {
                [Dense(3)] public partial Dense A { get; }
                {{methods}}
            }
            """),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("private Tensor ⟦Forward⟧([Input(3)] Tensor x) { x = A.Forward(x); }", "end it with 'return'")]
    [InlineData("private Tensor Forward([Input(3)] Tensor x) => A.Forward(x); private Tensor ⟦Forward⟧([Input(3)] Tensor x, [Input(3)] Tensor y) => A.Forward(x + y);", "keep the one")]
    public void Forward_WhenItIsNoGraph_SaysWhatToDoAboutThat(string method, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(
            "GN0021",
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [Dense(3)] public partial Dense A { get; }
                {{method}}
            }
            """),
        StringComparison.Ordinal);

    [Fact]
    public void InputOnTheClass_WithForward_IsReportedThere() => Assert.Contains(
        "move this [Input]",
        ModelDiagnostics.ReportsOnly(
            "GN0007",
            """
            using GenNet;
            [Model, ⟦Input(3)⟧]
            public partial class Net
            {
                [Dense(3)] public partial Dense A { get; }
                private Tensor Forward([Input(3)] Tensor x) => A.Forward(x);
            }
            """),
        StringComparison.Ordinal);
}
