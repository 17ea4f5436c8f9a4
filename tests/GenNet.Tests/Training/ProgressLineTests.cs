using GenNet.Terminal;
using GenNet.Training;

namespace GenNet.Tests.Training;

public sealed class ProgressLineTests
{
    [Fact]
    public void ProgressLine_WhereLinesStay_WritesTwoAnEpoch()
    {
        var output = new Recorded(canRedraw: false);
        Fit(output, epochs: 2);

        Assert.Collection(
            output.Lines,
            static line => Assert.Equal("Epoch 1/2", line),
            static line => Assert.Matches(@"^8/8 - 0s \d+(us|ms|s)/step - loss: \d\.\d{4}$", line),
            static line => Assert.Equal("Epoch 2/2", line),
            static line => Assert.StartsWith("8/8 - ", line, StringComparison.Ordinal));
        Assert.Empty(output.Drawn);
    }

    [Fact]
    public void ProgressLine_WhereTheLastLineCanBeDrawnAnew_EndsWithAFullBar()
    {
        var output = new Recorded(canRedraw: true);
        Fit(output, epochs: 1);

        Assert.Equal("Epoch 1/1", output.Lines[0]);
        Assert.StartsWith("8/8 ━━━━━━━━━━━━━━━━━━━━ 0s ", output.Lines[1], StringComparison.Ordinal);
    }

    private static void Fit(IProgressOutput output, int epochs)
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Fit(
            Samples.OnLine(64), epochs, batchSize: 8, callbacks: [new ProgressLine(epochs, 8, output)], verbose: false,
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class Recorded(bool canRedraw) : IProgressOutput
    {
        public List<string> Lines { get; } = [];

        public List<string> Drawn { get; } = [];

        public bool CanRedraw => canRedraw;

        public void Redraw(string line) => Drawn.Add(line);

        public void WriteLine(string line) => Lines.Add(line);
    }
}
