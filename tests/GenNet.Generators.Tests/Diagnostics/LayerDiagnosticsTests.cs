namespace GenNet.Generators.Tests.Diagnostics;

public sealed class LayerDiagnosticsTests
{
    [Theory]
    [InlineData("GN0010", "[Dense(2)] public static partial Dense ⟦Out⟧ { get; }", "can't be static")]
    [InlineData("GN0010", "[Dense(2)] public Dense ⟦Out⟧ { get; } = null!;", "must be partial")]
    [InlineData("GN0010", "[Dense(2)] public partial Dense ⟦Out⟧ { get; set; }", "can't have a setter")]
    [InlineData("GN0011", "[Dense(2)] public partial ⟦Conv2D⟧ Out { get; }", "must be of type 'Dense' and not 'Conv2D'")]
    [InlineData("GN0012", "[⟦Mine⟧] public partial Dense Out { get; }", "'Mine' on 'Out' is no layer that GenNet knows")]
    [InlineData("GN0013", "[Dense(⟦0⟧)] public partial Dense Out { get; }", "Net.Out (Dense): Units is 0 and must be at least 1")]
    [InlineData("GN0013", "[Dense(2, ⟦KernelL2 = -1⟧)] public partial Dense Out { get; }", "KernelL2 is -1 and must be at least 0")]
    [InlineData("GN0013", "[Reshape(⟦2, 2⟧)] public partial Reshape Out { get; }", "TargetShape is (2, 2), of 4 elements, and must have the 3 of the input (3,)")]
    [InlineData("GN0013", "[⟦Reshape⟧] public partial Reshape Out { get; }", "TargetShape is missing and must be given")]
    [InlineData("GN0013", "[Reshape(1, 1, 3)] public partial Reshape A { get; } [MaxPooling2D(⟦2, 2, 2⟧)] public partial MaxPooling2D Out { get; }", "PoolSize is (2, 2, 2) and must be a whole number of at least 1, which holds for all 2 axes, or 2 of them")]
    [InlineData("GN0013", "[Reshape(1, 1, 3)] public partial Reshape A { get; } [MaxPooling2D(⟦2⟧)] public partial MaxPooling2D Out { get; }", "PoolSize is 2 and must be at most the input's height 1; use a smaller one or Padding = Padding.Same")]
    [InlineData("GN0013", "[Reshape(1, 1, 3)] public partial Reshape A { get; } [Conv2D(2, 1, ⟦Strides = \"2\"⟧)] public partial Conv2D Out { get; }", "Strides is 2 and must be a whole number or a list of them")]
    [InlineData("GN0013", "[Reshape(1, 1, 3)] public partial Reshape A { get; } [Conv2D(4, 1, ⟦Groups = 3⟧)] public partial Conv2D Out { get; }", "Groups is 3 and must divide Filters, which is 4")]
    [InlineData("GN0013", "[Dense(2, ⟦Activation = (Activation)99⟧)] public partial Dense Out { get; }", "Activation is 99 and must be one of Linear, ReLU")]
    [InlineData("GN0013", "[Dense(2, ⟦BiasInitializer = Initializer.Orthogonal⟧)] public partial Dense Out { get; }", "BiasInitializer is Initializer.Orthogonal, which needs at least two axes")]
    [InlineData("GN0013", "[Dropout(⟦double.NaN⟧)] public partial Dropout Out { get; }", "Rate is NaN and must be a finite number of at least 0 and at most 1")]
    [InlineData("GN0013", "[Dropout(⟦2⟧)] public partial Dropout Out { get; }", "Rate is 2 and must be at least 0 and at most 1")]
    [InlineData("GN0013", "[Softmax(⟦Axis = 3⟧)] public partial Softmax Out { get; }", "Axis is 3 and must be from -2 to 1")]
    [InlineData("GN0013", "[LayerNormalization(⟦DType = DTypePolicy.Float64⟧)] public partial LayerNormalization Out { get; }", "Net.Out (LayerNormalization): DType is DTypePolicy.Float64, and LayerNormalization has no float64 kernels yet; use DTypePolicy.Float32")]
    [InlineData("GN0013", "[Dense(2, ⟦DType = (DTypePolicy)77⟧)] public partial Dense Out { get; }", "DType is 77 and must be one of Float32, Float16")]
    [InlineData("GN0014", "[Conv2D(2, 3)] public partial Conv2D ⟦Out⟧ { get; }", "Net.Out (Conv2D): ")]
    [InlineData("GN0015", "[Dense(2), Flatten] public partial Dense ⟦Out⟧ { get; }", "has 2 layer attributes: keep one")]
    [InlineData("GN0015", "[Dense(2), Dense(3)] public partial Dense ⟦Out⟧ { get; }", "has 2 layer attributes: keep one")]
    [InlineData("GN0015", "[Bidirectional] public partial Bidirectional ⟦Out⟧ { get; }", "is a Bidirectional that holds nothing: write the layer's attribute behind it, [Bidirectional, LSTM(…)]")]
    [InlineData("GN0015", "[LSTM(2), Bidirectional] public partial Bidirectional ⟦Out⟧ { get; }", "Bidirectional holds the layer behind it, so write [Bidirectional, LSTM(…)]")]
    [InlineData("GN0015", "[TimeDistributed, Bidirectional, LSTM(2)] public partial TimeDistributed ⟦Out⟧ { get; }", "has 3 layer attributes: TimeDistributed can't hold Bidirectional, which holds a layer itself; put Bidirectional into a model, and that model here: [TimeDistributed] public partial MyModel …")]
    [InlineData("GN0015", "[TimeDistributed, Dense(2), Dense(3)] public partial TimeDistributed ⟦Out⟧ { get; }", "has 3 layer attributes: TimeDistributed holds one layer")]
    [InlineData("GN0015", "[Bidirectional, LSTM(2), LSTM(2), LSTM(2)] public partial Bidirectional ⟦Out⟧ { get; }", "has 4 layer attributes: Bidirectional holds at most 2 layers")]
    [InlineData("GN0015", "[Bidirectional, Dense(2)] public partial Bidirectional ⟦Out⟧ { get; }", "holds layers that go through a sequence step by step, such as LSTM, and Dense is none")]
    [InlineData("GN0015", "[TimeDistributed, Add] public partial TimeDistributed ⟦Out⟧ { get; }", "holds a layer that takes one input, and Add takes several")]
    [InlineData("GN0015", "[TimeDistributed, LSTM(2, ReturnState = true)] public partial TimeDistributed ⟦Out⟧ { get; }", "holds a layer that yields one tensor, and LSTM as it is set yields 3")]
    [InlineData("GN0011", "[Reshape(3, 1)] public partial Reshape A { get; } [Bidirectional, LSTM(2)] public partial ⟦LSTM⟧ Out { get; }", "must be of type 'Bidirectional' and not 'LSTM'")]
    [InlineData("GN0011", "[Reshape(3, 1)] public partial Reshape A { get; } [Bidirectional, LSTM(2)] public partial ⟦Bidirectional<Dense>⟧ Out { get; }", "must be of type 'GenNet.Bidirectional'")]
    [InlineData("GN0013", "[Bidirectional, LSTM(2, ⟦GoBackwards = true⟧)] public partial Bidirectional Out { get; }", "GoBackwards is true for both layers, and they must go against each other")]
    [InlineData("GN0013", "[Bidirectional, LSTM(2), LSTM(2, GoBackwards = true, ⟦ReturnSequences = true⟧)] public partial Bidirectional Out { get; }", "ReturnSequences is false for one layer and true for the other")]
    [InlineData("GN0013", "[Reshape(3, 1)] public partial Reshape A { get; } [Bidirectional(⟦MergeMode = MergeMode.Sum⟧), LSTM(2), LSTM(3, GoBackwards = true)] public partial Bidirectional Out { get; }", "MergeMode is MergeMode.Sum, which takes two outputs of one shape, and they are (2,) and (3,)")]
    [InlineData("GN0013", "[Bidirectional, LSTM(⟦0⟧)] public partial Bidirectional Out { get; }", "Net.Out (LSTM): Units is 0 and must be at least 1")]
    [InlineData("GN0013", "[Reshape(1, 3, 1, 1)] public partial Reshape A { get; } [TimeDistributed, Conv2D(2, ⟦4⟧)] public partial TimeDistributed Out { get; }", "Net.Out (TimeDistributed): KernelSize is 4 and must be at most the input's height 3")]
    [InlineData("GN0014", "[TimeDistributed, Dense(2)] public partial TimeDistributed ⟦Out⟧ { get; }", "takes sequences of shape (timesteps, …), with at least one axis behind the timesteps, and the input is (3,)")]
    [InlineData("GN0014", "[Bidirectional, LSTM(2)] public partial Bidirectional ⟦Out⟧ { get; }", "Net.Out (Bidirectional): holds a layer, LSTM, that takes sequences of shape (timesteps, features), and the input is (3,)")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦Predict⟧ { get; }", "GenNet generates a member of that name")]
    [InlineData("GN0016", "[Dense(2)] public new partial Dense ⟦Device⟧ { get; }", "GenNet.Model has a member of that name")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense A { get; } [Dense(2)] public partial Dense ⟦AWeights⟧ { get; }", "the type of the weights of 'A'")]
    [InlineData("GN0017", "[Dense(2)] public partial Dense A { get; } [Dense(2, ⟦Name = \"a\"⟧)] public partial Dense B { get; }", "as layer 'A' is")]
    [InlineData("GN0017", "[Dense(2)] public partial Dense A { get; } [Dense(2, ⟦Name = \"A\"⟧)] public partial Dense B { get; }", "differs from 'a' of layer 'A' in case only")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"input\"⟧)] public partial Dense A { get; }", "as input 'input' is")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"a/b\"⟧)] public partial Dense A { get; }", "no slash and no space")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"a\\\\b\"⟧)] public partial Dense A { get; }", "no slash and no space")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"..\"⟧)] public partial Dense A { get; }", "which is a folder's in paths")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"a\\u0007b\"⟧)] public partial Dense A { get; }", "named 'a\uFFFDb' in weight files, which must have no character that can't be printed")]
    [InlineData("GN0017", "[Dense(2, ⟦Name = \"\\ud800\"⟧)] public partial Dense A { get; }", "no character that can't be printed")]
    [InlineData("GN0050", "[Dense(2), ⟦FormerName(\"a\")⟧] public partial Dense A { get; }", "[FormerName] of 'Net.A': 'a' is its name now")]
    [InlineData("GN0050", "[Dense(2), ⟦FormerName(\"\")⟧] public partial Dense A { get; }", "no layer of a file is called so")]
    [InlineData("GN0050", "[Dense(2), ⟦FormerName(\"b\", Since = 1)⟧] public partial Dense A { get; }", "Since is 1 and must be at least 2")]
    [InlineData("GN0050", "[Dense(2), ⟦Reinitialized(Since = -2)⟧] public partial Dense A { get; }", "Since is -2 and must be at least 2")]
    [InlineData("GN0050", "[Dense(2), ⟦FormerName(\"b\", Element = 0)⟧] public partial Dense A { get; }", "Element is 0, and the property is no list")]
    [InlineData("GN0050", "[Repeat(2), Dense(3), ⟦FormerName(\"b\", Element = 2)⟧] public partial Layers<Dense> A { get; }", "Element is 2 and must be from 0 to 1")]
    [InlineData("GN0050", "[Dense(2), FormerName(\"b\")] public partial Dense A { get; } [Dense(2), ⟦FormerName(\"b\")⟧] public partial Dense C { get; }", "'b' was the name of 'A', as that says")]
    [InlineData("GN0050", "[Dense(2)] public partial Dense A { get; } [⟦Reinitialized⟧] public int Count { get; set; }", "the property is no layer")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [⟦WeightMigration⟧] static Weights Up(WeightsV1 old, Weights fresh) => fresh;", "must say with From")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [⟦WeightMigration(From = 1)⟧] Weights Up(WeightsV1 old, Weights fresh) => fresh;", "must be as static Weights Up(WeightsV1 old, Weights fresh)")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [⟦WeightMigration(From = 2)⟧] static Weights Up(WeightsV1 old, Weights fresh) => fresh;", "its first parameter is of type WeightsV2, and not WeightsV1")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [⟦WeightMigration(From = 2)⟧] static WeightsV1 Up(WeightsV2 old, WeightsV1 fresh) => fresh;", "leads to WeightsV1: that must be Weights")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [⟦WeightMigration(From = 2)⟧] static Weights Up(WeightsV2 old, WeightsV3 fresh) => null!;", "takes WeightsV3 and returns Weights")]
    [InlineData("GN0051", "[Dense(2)] public partial Dense A { get; } [WeightMigration(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh; [⟦WeightMigration(From = 1)⟧] static Weights Two(WeightsV1 old, Weights fresh) => fresh;", "begins with version 1, as 'Up' does")]
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
