namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Types of the user's own that are called as GenNet's: messages say which is which.</summary>
public sealed class ForeignTypeTests
{
    private const string Types =
        """
        using GenNet;
        namespace Mine
        {
            public class Dense;
            public class Tensor;
            public class Model;
            public class DenseAttribute(int units) : System.Attribute { public int Units => units; }
            public class ConvAttribute : System.Attribute;
            public class InputAttribute(int n) : System.Attribute { public int N => n; }
        }
        namespace Layers { public class DenseAttribute(int units) : GenNet.LayerAttribute { public int Units => units; } }
        """;

    [Theory]
    [InlineData("GN0011", "[GenNet.Input(3), GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial ⟦Mine.Dense⟧ Out { get; } }", "must be of type 'GenNet.Dense' and not 'global::Mine.Dense'")]
    [InlineData("GN0012", "[GenNet.Input(3), GenNet.Model] partial class Net { [⟦Layers.Dense(2)⟧] public partial GenNet.Dense Out { get; } }", "'global::Layers.DenseAttribute' on 'Out'")]
    [InlineData("GN0003", "[GenNet.Input(3), GenNet.Model] partial class ⟦Net⟧ : Mine.Model { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } }", "derives from 'global::Mine.Model' and must derive from GenNet.Model")]
    [InlineData("GN0019", "[GenNet.Input(3), GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } [Mine.Dense(2)] public partial GenNet.Dense ⟦Two⟧ { get; } }", "such as [GenNet.Dense(…)]")]
    [InlineData("GN0005", "[Mine.Input(3), GenNet.Model] partial class ⟦Net⟧ { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } }", "add an [GenNet.Input(…)]")]
    [InlineData("GN0005", "[GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } GenNet.Tensor Forward([Mine.Input(3)] GenNet.Tensor ⟦x⟧) => Out.Forward(x); }", "add an [GenNet.Input(…)]")]
    [InlineData("GN0021", "[GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } Mine.Tensor ⟦Forward⟧([GenNet.Input(3)] GenNet.Tensor x) => null!; }", "returns global::Mine.Tensor, which is not GenNet.Tensor")]
    [InlineData("GN0021", "[GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } (GenNet.Tensor, Mine.Tensor) ⟦Forward⟧([GenNet.Input(3)] GenNet.Tensor x) => default; }", "returns global::Mine.Tensor, which is not GenNet.Tensor")]
    [InlineData("GN0021", "[GenNet.Model] partial class Net { [GenNet.Dense(2)] public partial GenNet.Dense Out { get; } GenNet.Tensor Forward([GenNet.Input(3)] Mine.Tensor ⟦x⟧) => null!; }", "'x' of type global::Mine.Tensor, which is not GenNet.Tensor")]
    public void Type_CalledAsOneOfGenNet_IsNamedWithItsNamespace(string id, string source, string message) =>
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, Types + "\n" + source), StringComparison.Ordinal);

    [Fact]
    public void Dense_OutsideOfNamespacesBesideUsingGenNet_IsNamedSo() => Assert.Contains(
        "must be of type 'GenNet.Dense' and not 'global::Dense'",
        ModelDiagnostics.ReportsOnly(
            "GN0011", "using GenNet; public class Dense; [Model, Input(3)] public partial class Net { [Dense(2)] public partial ⟦Dense⟧ Out { get; } }"),
        StringComparison.Ordinal);
}
