namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>What a model on each timestep can't be.</summary>
public sealed class TimeDistributedModelDiagnosticsTests
{
    private const string Inner = "[Model, Input(4, 2)] public partial class Inner { [Flatten] public partial Flatten Flat { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } }";

    [Theory]
    [InlineData("GN0015", "[Model, Input(3, 4, 2)] public partial class Net { [Bidirectional] public partial Inner ⟦Out⟧ { get; } }", "is a Bidirectional, which holds layers and no model: give Inner a property of its own")]
    [InlineData("GN0014", "[Model, Input(3, 5, 2)] public partial class Net { [TimeDistributed] public partial Inner ⟦Out⟧ { get; } }", "takes (4, 2) as 'input' of each timestep and is given (3, 5, 2)")]
    [InlineData("GN0014", "[Model, Input(4)] public partial class Net { [TimeDistributed] public partial Inner ⟦Out⟧ { get; } }", "takes sequences of shape (timesteps, …)")]
    [InlineData("GN0014", "[Model, Input(3, 4, 2, VariableLength = true)] public partial class Net { [TimeDistributed] public partial Inner ⟦Out⟧ { get; } [GlobalAveragePooling1D] public partial GlobalAveragePooling1D Pool { get; } }", "is applied to timesteps in turn")]
    [InlineData("GN0013", "[Model, Input(3, 4, 2)] public partial class Net { [TimeDistributed(⟦DType = DTypePolicy.Float64⟧)] public partial Inner Out { get; } }", "DType is that of the model: set it on Inner")]
    public void Model_WhenItCantBeApplied_IsReportedThere(string id, string net, string message) =>
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, $"using GenNet;\n{Inner}\n{net}"), StringComparison.Ordinal);
}
