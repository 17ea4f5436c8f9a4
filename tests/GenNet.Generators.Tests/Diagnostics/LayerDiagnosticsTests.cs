namespace GenNet.Generators.Tests.Diagnostics;

public sealed class LayerDiagnosticsTests
{
    [Theory]
    [InlineData("GN0010", "[Dense(2)] public static partial Dense ⟦Out⟧ { get; }", "can't be static")]
    [InlineData("GN0010", "[Dense(2)] public Dense ⟦Out⟧ { get; } = null!;", "must be partial")]
    [InlineData("GN0010", "[Dense(2)] public partial Dense ⟦Out⟧ { get; set; }", "can't have a setter")]
    [InlineData("GN0011", "[Dense(2)] public partial ⟦Conv2D⟧ Out { get; }", "must be of type 'Dense' and not 'Conv2D'")]
    [InlineData("GN0012", "[⟦Mine⟧] public partial Dense Out { get; }", "'Mine' on 'Out' is no layer that GenNet knows")]
    [InlineData("GN0013", "[Dense(⟦0⟧)] public partial Dense Out { get; }", "Net.Out (Dense): units is 0 and must be at least 1")]
    [InlineData("GN0013", "[Dense(2, ⟦KernelL2 = -1⟧)] public partial Dense Out { get; }", "kernel_l2 is -1 and must not be negative")]
    [InlineData("GN0013", "[Reshape(⟦2, 2⟧)] public partial Reshape Out { get; }", "target_shape 2,2 has 4 elements")]
    [InlineData("GN0013", "[⟦Reshape⟧] public partial Reshape Out { get; }", "target_shape is missing")]
    [InlineData("GN0014", "[Conv2D(2, 3)] public partial Conv2D ⟦Out⟧ { get; }", "Net.Out (Conv2D): ")]
    [InlineData("GN0015", "[Dense(2), Flatten] public partial Dense ⟦Out⟧ { get; }", "has 2 layer attributes")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦Predict⟧ { get; }", "GenNet generates a member of that name")]
    [InlineData("GN0016", "[Dense(2)] public new partial Dense ⟦Device⟧ { get; }", "GenNet.Model has a member of that name")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense A { get; } [Dense(2)] public partial Dense ⟦AWeights⟧ { get; }", "the type of the weights of 'A'")]
    [InlineData("GN0017", "[Dense(2)] public partial Dense A { get; } [Dense(2, ⟦Name = \"a\"⟧)] public partial Dense B { get; }", "as layer 'A' is")]
    [InlineData("GN0017", "[Dense(2)] public partial Dense A { get; } [Dense(2, ⟦Name = \"A\"⟧)] public partial Dense B { get; }", "differs from 'a' of layer 'A' in case only")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"input\"⟧)] public partial Dense A { get; }", "as input 'input' is")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"a/b\"⟧)] public partial Dense A { get; }", "no slash and no space")]
    [InlineData("GN0019", "[Dense(2)] public partial Dense A { get; } public partial Dense ⟦B⟧ { get; }", "add one, such as [Dense(…)]")]
    [InlineData("GN0019", "[Dense(2)] public partial Dense A { get; } public partial Net ⟦B⟧ { get; }", "would hold itself")]
    public void Layer_WhenItIsWrong_IsReportedThere(string id, string layers, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(
            id,
            $$"""
            using GenNet;
            sealed class MineAttribute : LayerAttribute;
            [Model, Input(3)]
            public partial class Net
            {
                {{layers}}
            }
            """),
        StringComparison.Ordinal);

    [Fact]
    public void Model_WithoutErrors_IsReportedNowhere() => Assert.Empty(ModelDiagnostics.Of(
        "using GenNet; [Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } }"));
}
