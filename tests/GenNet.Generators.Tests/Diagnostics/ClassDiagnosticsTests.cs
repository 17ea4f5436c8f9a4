namespace GenNet.Generators.Tests.Diagnostics;

public sealed class ClassDiagnosticsTests
{
    private const string Layer = "[Dense(2)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("GN0001", "[Model, Input(3)] public class ⟦Net⟧ { [Dense(2)] public partial Dense Out { get; } }", "add 'partial' to 'Net'")]
    [InlineData("GN0001", "public class Outer { [Model, Input(3)] public partial class ⟦Net⟧ { [Dense(2)] public partial Dense Out { get; } } }", "add 'partial' to 'Outer'")]
    [InlineData("GN0017", "[Model(⟦Name = \"a/b\"⟧), Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } }", "Model 'Net' is named 'a/b' in weight files, which must have no slash and no space")]
    [InlineData("GN0002", "[Model, Input(3)] public partial class ⟦Net⟧<T> { " + Layer + " }", "can't be generic")]
    [InlineData("GN0002", "partial class Outer<T> { [Model, Input(3)] public partial class ⟦Net⟧ { " + Layer + " } }", "nested in a generic type")]
    [InlineData("GN0002", "[Model, Input(3)] public abstract partial class ⟦Net⟧ { " + Layer + " }", "can't be abstract")]
    [InlineData("GN0002", "[Model, Input(3)] public partial record ⟦Net⟧ { " + Layer + " }", "can't be a record")]
    [InlineData("GN0003", "public class Base; [Model, Input(3)] public partial class ⟦Net⟧ : Base { " + Layer + " }", "derives from 'Base'")]
    [InlineData("GN0004", "[Model, Input(3)] public partial class ⟦Net⟧ { }", "has no layers")]
    [InlineData("GN0005", "[Model] public partial class ⟦Net⟧ { " + Layer + " }", "the shape of its input")]
    [InlineData("GN0006", "[Model, Input(3, ⟦-1⟧)] public partial class Net { " + Layer + " }", "Dimension 1 of input 'input' is -1")]
    [InlineData("GN0027", "[Model, Input(60000)] public partial class Net { [Dense(60000)] public partial Dense ⟦Out⟧ { get; } }", "Net.Out (Dense): its kernel of shape (60000, 60000) has 3600000000 values, and 2147483647 are the most that can be counted")]
    [InlineData("GN0027", "[Model, ⟦Input(60000, 60000)⟧] public partial class Net { " + Layer + " }", "Input 'input' of shape (60000, 60000) has 3600000000 values")]
    [InlineData("GN0027", "[Model, ⟦Input(2000000000, 2000000000, 2000000000)⟧] public partial class Net { " + Layer + " }", "has 8000000000000000000000000000 values")]
    [InlineData("GN0027", "[Model, Input(50000, 1)] public partial class Net { [Dense(50000)] public partial Dense ⟦Wide⟧ { get; } [Dense(1)] public partial Dense Out { get; } }", "Net.Wide (Dense): its output of shape (50000, 50000) has 2500000000 values")]
    [InlineData("GN0027", "[Model, Input(9, 9, 1)] public partial class Net { [Conv2D(2, 2000000000, 2000000000, Padding = Padding.Same)] public partial Conv2D ⟦Out⟧ { get; } }", "Net.Out (Conv2D): ")]
    [InlineData("GN0027", "[Model, Input(40000)] public partial class Net { [Dense(30000)] public partial Dense A { get; } [Dense(40000)] public partial Dense ⟦B⟧ { get; } }", "Net: the whole of its weights has 2400070064 values, and 2147483647 are the most that can be counted: B, of variables (30000, 40000), (40000,), has 1200040032 of them")]
    [InlineData("GN0027", "[Model, Input(30000, 1)] public partial class Net { [Dense(50000)] public partial Dense ⟦A⟧ { get; } [Dense(40000)] public partial Dense B { get; } }", "Net: the whole of its values between layers, in one batch row, has 2700000064 values")]
    public void Class_WhenItCannotBeAModel_IsReportedThere(string id, string source, string message)
    {
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, "using GenNet; " + source), StringComparison.Ordinal);
    }
}
