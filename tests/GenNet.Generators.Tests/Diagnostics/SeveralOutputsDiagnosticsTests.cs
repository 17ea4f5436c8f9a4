namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Wrong use of calls with several results or optional inputs is told where it stands.</summary>
public sealed class SeveralOutputsDiagnosticsTests
{
    private const string Head = "private Tensor Forward([Input(4, 3)] Tensor x) ";

    [Theory]
    [InlineData("GN0020", Head + "{ ⟦var (y, h)⟧ = A.ForwardWithState(x); return B.Forward(y); }", "the right side is 3 tensors; name a variable for each")]
    [InlineData("GN0020", Head + "=> B.Forward(⟦A.ForwardWithState(x)⟧);", "it yields 3 tensors: take them apart")]
    [InlineData("GN0020", Head + "{ var (y, h, c) = ⟦B.ForwardWithState(A.Forward(x))⟧; return y; }", "set ReturnState = true on the attribute of B")]
    [InlineData("GN0020", Head + "{ var (y, h, c) = A.ForwardWithState(x); return B.Forward(y, initialState: ⟦h⟧); }", "give initialState as a list of 2 tensors")]
    [InlineData("GN0020", Head + "{ var (y, h, c) = A.ForwardWithState(x); return B.Forward(y, initialState: ⟦[h]⟧); }", "give initialState as a list of 2 tensors")]
    [InlineData("GN0020", Head + "{ var (y, h, c) = A.ForwardWithState(x); return B.Forward(y, ⟦state: h⟧); }", "the inputs are input, initialState, mask")]
    [InlineData("GN0020", Head + "{ var (y, h, c) = A.ForwardWithState(x); return B.Forward(y, ⟦input: y⟧); }", "give input once")]
    [InlineData("GN0020", Head + "{ var y = A.Forward(x); (⟦Field⟧, _, _) = A.ForwardWithState(y); return B.Forward(y); } private Tensor Field;", "assign to local variables")]
    [InlineData("GN0020", "private (Tensor P, Tensor Q) Forward([Input(4, 3)] Tensor x) { var y = B.Forward(x); return ⟦A.ForwardWithState(x)⟧; }", "it yields 3 tensors, and Forward returns 2")]
    [InlineData("GN0025", Head + "{ var (y, h, c) = A.ForwardWithState(x); return B.Forward⟦(y, [h, c], y, y)⟧; }", "1 to 3 inputs")]
    [InlineData("GN0014", Head + "{ var y = A.Forward(x); return ⟦B.Forward(y, initialState: [y, y])⟧; }", "has states of shape (3,)")]
    [InlineData("GN0014", Head + "{ var (y, h, c) = A.ForwardWithState(x); return ⟦B.Forward(y, mask: h)⟧; }", "takes a mask of shape (4,)")]
    public void Call_WhenUsedWrongly_IsReportedThere(string id, string forward, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(
            id,
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [LSTM(3, ReturnSequences = true, ReturnState = true)] public partial LSTM A { get; }
                [LSTM(3)] public partial LSTM B { get; }
                {{forward}}
            }
            """),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("LSTM(3, ⟦Activation = Activation.GLU⟧)", "Activation is Activation.GLU, which halves what it is applied to")]
    [InlineData("LSTM(3, ⟦Dropout = 1.5⟧)", "at most 1")]
    public void Argument_WhenWrong_IsReportedThere(string attribute, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly("GN0013", $$"""
            using GenNet;
            [Model, Input(4, 3)]
            public partial class Net
            {
                [{{attribute}}] public partial LSTM A { get; }
            }
            """),
        StringComparison.Ordinal);
}
