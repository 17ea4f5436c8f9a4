using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using GenNet.Specs;
using GenNet.Tests.Training;

namespace GenNet.Tests.Models;

/// <summary>What debugger and <c>ToString</c> show: short, the same in every culture, and never an exception.</summary>
public sealed class TextTests
{
    [Fact]
    public void ToString_OfEverything_IsShortAndTheSameInEveryCulture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign) = (",", "−");
            CultureInfo.CurrentCulture = foreign;
            using var net = new Line(1);
            using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
            net.Output.Kernel.Assign([1.5f]);
            Assert.Equal("GenNet.Tests.Training.Line: 1 layers, 2 parameters", net.ToString());
            Assert.Equal("Dense 'output': output (1,), 2 parameters", net.Output.ToString());
            Assert.Equal("output/kernel (1, 1)", net.Output.Kernel.ToString());
            Assert.Equal("output/kernel (1, 1): 1.5", DebuggerTextOf(net.Output.Kernel));
            Assert.Equal("Tensor (2, 3): 0.5, 1, 2, 3, …", new Tensor(TensorShape.Of(2, 3), [0.5f, 1, 2, 3, 4, 5]).ToString());
            Assert.Equal("Dataset: 16 samples, inputs of 1 values, targets of 1", Samples.OnLine(16).ToString());
            Assert.Equal("History of 0 epochs: ", new History().ToString());
            Assert.Equal("Trainer of GenNet.Tests.Training.Line: SGD, 0 steps, 0 epochs, loss NaN", trainer.ToString(), ignoreCase: true);
            Assert.Equal(("mean_squared_error", "accuracy"), (Loss.MeanSquaredError.ToString(), Metric.Accuracy.ToString()));
            Assert.Equal("Prediction of 3 rows: Output (1,)", net.Predict(new float[3]).ToString());
            var history = trainer.Fit(Samples.OnLine(16), epochs: 2, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
            Assert.StartsWith("History of 2 epochs: loss ", history.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(",", history.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void ToString_OfADisposedModel_SaysSo()
    {
        var net = new Line(1);
        var (layer, kernel) = (net.Output, net.Output.Kernel);
        net.Dispose();
        Assert.EndsWith(", disposed", net.ToString(), StringComparison.Ordinal);
        Assert.Equal("Dense 'output': output (1,), 2 parameters", layer.ToString());
        Assert.Equal("output/kernel (1, 1): its model is disposed", DebuggerTextOf(kernel));
    }

    [Fact]
    public void ToString_OfAnEmptyPrediction_DoesNotThrow() => Assert.Equal("Prediction of 0 rows: Output (1,)", default(Line.Prediction).ToString());

    private static string DebuggerTextOf(object value)
    {
        var display = value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()!;
        var member = display.Value.Trim('{', '}').Split(',')[0];
        return (string)value.GetType().GetProperty(member, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(value)!;
    }
}
