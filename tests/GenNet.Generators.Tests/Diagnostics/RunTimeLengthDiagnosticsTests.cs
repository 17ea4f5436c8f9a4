namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>What can't be done with a length that is known at run time only is told where it stands, with what to do instead.</summary>
public sealed class RunTimeLengthDiagnosticsTests
{
    [Theory]
    [InlineData("Flatten", "Flatten", "needs to know the size of every axis, and the first axis of (up to 8, 4, 6) is known at run time only")]
    [InlineData("Reshape(8, 24)", "Reshape", "needs to know the size of every axis")]
    [InlineData("MaxPooling2D(2)", "MaxPooling2D", "needs to know the size of every axis")]
    [InlineData("Conv2D(2, 3)", "Conv2D", "declare the model's input without VariableLength")]
    [InlineData("GlobalAveragePooling2D(DataFormat = DataFormat.ChannelsFirst)", "GlobalAveragePooling2D", "end it before, as with an LSTM without ReturnSequences")]
    [InlineData("Softmax(Axis = 1)", "Softmax", "needs to know the size of every axis")]
    [InlineData("BatchNormalization(Axis = 1)", "BatchNormalization", "needs to know the size of every axis")]
    [InlineData("LayerNormalization(Axis = new[] { 1, 2 })", "LayerNormalization", "needs to know the size of every axis")]
    [InlineData("AveragePooling2D(2)", "AveragePooling2D", "needs to know the size of every axis")]
    public void Layer_WhenItNeedsTheLength_IsRefused(string attribute, string type, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(
            "GN0014",
            $$"""
            using GenNet;
            [Model, Input(8, 4, 6, VariableLength = true)]
            public partial class Net
            {
                [{{attribute}}] public partial {{type}} ⟦A⟧ { get; }
                [Dense(2)] public partial Dense Head { get; }
            }
            """),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Dense(3)", "Dense")]
    [InlineData("Masking", "Masking")]
    [InlineData("Activation(Activation.Softmax)", "ActivationLayer")]
    [InlineData("Softmax", "Softmax")]
    public void Layer_WhenTheLengthIsItsLastAxis_IsRefused(string attribute, string type) => Assert.Contains(
        "the first axis of (up to 8,) is known at run time only",
        ModelDiagnostics.ReportsOnly("GN0014", $$"""
            using GenNet;
            [Model, Input(8, VariableLength = true)]
            public partial class Net
            {
                [{{attribute}}] public partial {{type}} ⟦A⟧ { get; }
            }
            """),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[Input(8, 4, VariableLength = true)] Tensor x, [Input(8, 4)] Tensor y", "return x ⟦+⟧ y;", "GN0014", "all must have that length as their first axis")]
    [InlineData("[Input(8, 4, VariableLength = true)] Tensor x, [Input(4)] Tensor y", "return x ⟦+⟧ y;", "GN0014", "takes (up to 8, 4) and (4,)")]
    [InlineData("[Input(8, 4, VariableLength = true)] Tensor x, [Input(8, DType = DType.Bool)] Tensor y", "return ⟦A.Forward(x, mask: y)⟧;", "GN0014", "takes a mask of shape (up to 8,)")]
    [InlineData("[Input(8, 4, VariableLength = true)] Tensor x, [Input(⟦6⟧, 4, VariableLength = true)] Tensor y", "return x + y;", "GN0030", "'y' has a length up to 6, and 'x' one up to 8")]
    [InlineData("[Input(8, 4)] Tensor x, [Input(⟦VariableLength = true⟧)] Tensor y", "return x + y;", "GN0030", "'y' has no axis that could vary in length")]
    public void Inputs_WhenTheirLengthsDiffer_AreRefused(string inputs, string body, string id, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(id, $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [LSTM(4)] public partial LSTM A { get; }
                private Tensor Forward({{inputs}}) { var z = A.Forward(x); {{body}} }
            }
            """),
        StringComparison.Ordinal);
}
