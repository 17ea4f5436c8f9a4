using System.Diagnostics;
using System.Globalization;
using System.Text;
using GenNet.Terminal;

namespace GenNet.Training;

/// <summary>Keras' line for each epoch: drawn anew as batches pass on a terminal, written once where the output goes elsewhere.</summary>
internal sealed class ProgressLine(int epochs, int batches, IProgressOutput output) : Callback
{
    private const int BarWidth = 20;
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);

    private long _started;
    private long _drawn;

    public override void OnEpochBegin(int epoch)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{epochs}"));
        _started = _drawn = Stopwatch.GetTimestamp();
    }

    public override void OnBatchEnd(int batch)
    {
        if (!output.CanRedraw || Stopwatch.GetElapsedTime(_drawn) < s_redraw)
            return;
        _drawn = Stopwatch.GetTimestamp();
        output.Redraw(Line(batch + 1, Trainer.CurrentLogs()));
    }

    public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs) =>
        output.WriteLine(Line(batches, logs));

    private string Line(int done, IEnumerable<KeyValuePair<string, double>> logs)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{done}/{batches} ");
        if (output.CanRedraw)
            line.Append('━', BarWidth * done / batches).Append(' ', BarWidth - (BarWidth * done / batches)).Append(' ');
        else
            line.Append("- ");
        line.Append(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0}s {PerStep(elapsed / done)}/step");
        foreach (var (name, value) in logs)
            line.Append(CultureInfo.InvariantCulture, $" - {name}: {Number(value)}");
        return line.ToString();
    }

    private static string PerStep(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s")
        : time.TotalMilliseconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0}us");

    private static string Number(double value) => Math.Abs(value) is > 1e-3 or 0 || !double.IsFinite(value)
        ? value.ToString("F4", CultureInfo.InvariantCulture)
        : value.ToString("0.0000e+00", CultureInfo.InvariantCulture);
}
