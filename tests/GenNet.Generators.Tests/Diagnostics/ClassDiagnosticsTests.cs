namespace GenNet.Generators.Tests.Diagnostics;

public sealed class ClassDiagnosticsTests
{
    private const string Layer = "[Dense(2)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("GN0001", "[Model, Input(3)] public class ⟦Net⟧ { [Dense(2)] public partial Dense Out { get; } }", "add 'partial' to 'Net'")]
    [InlineData("GN0001", "public class Outer { [Model, Input(3)] public partial class ⟦Net⟧ { [Dense(2)] public partial Dense Out { get; } } }", "add 'partial' to 'Outer'")]
    [InlineData("GN0002", "[Model, Input(3)] public partial class ⟦Net⟧<T> { " + Layer + " }", "can't be generic")]
    [InlineData("GN0002", "partial class Outer<T> { [Model, Input(3)] public partial class ⟦Net⟧ { " + Layer + " } }", "nested in a generic type")]
    [InlineData("GN0002", "[Model, Input(3)] public abstract partial class ⟦Net⟧ { " + Layer + " }", "can't be abstract")]
    [InlineData("GN0002", "[Model, Input(3)] public partial record ⟦Net⟧ { " + Layer + " }", "can't be a record")]
    [InlineData("GN0003", "public class Base; [Model, Input(3)] public partial class ⟦Net⟧ : Base { " + Layer + " }", "derives from 'Base'")]
    [InlineData("GN0004", "[Model, Input(3)] public partial class ⟦Net⟧ { }", "has no layers")]
    [InlineData("GN0005", "[Model] public partial class ⟦Net⟧ { " + Layer + " }", "the shape of its input")]
    [InlineData("GN0006", "[Model, Input(3, ⟦-1⟧)] public partial class Net { " + Layer + " }", "Dimension 1 of input 'input' is -1")]
    [InlineData("GN0027", "[Model, Input(60000)] public partial class ⟦Net⟧ { [Dense(60000)] public partial Dense Out { get; } }", "2147483647")]
    public void Class_WhenItCannotBeAModel_IsReportedThere(string id, string source, string message)
    {
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, "using GenNet; " + source), StringComparison.Ordinal);
    }
}
