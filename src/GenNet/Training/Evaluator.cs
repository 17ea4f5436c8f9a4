using GenNet.Devices.Cpu;

namespace GenNet.Training;

/// <summary>Runs a dataset through a model's inference and measures it.</summary>
internal sealed class Evaluator(Model model, EpochMeter meter)
{
    private readonly VariableDescription[] _penalties = Penalties.Of(model.Description);
    private AlignedMemory _targets = AlignedMemory.Empty;
    private AlignedMemory _gradients = AlignedMemory.Empty;
    private int[] _order = [];

    public void Run(Dataset data, int batchSize, CancellationToken cancellationToken = default)
    {
        meter.Accept(data);
        meter.Reset();
        if (_order.Length < data.Count)
            _order = [.. Enumerable.Range(0, data.Count)];
        for (var first = 0; first < data.Count; first += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunBatch(data, _order.AsSpan(first, Math.Min(batchSize, data.Count - first)));
        }
    }

    private void RunBatch(Dataset data, ReadOnlySpan<int> order)
    {
        var rows = order.Length;
        for (var i = 0; i < data.Inputs.Length; i++)
            data.Inputs[i].Gather(order, model.Inference.Stage(i, rows));
        model.Inference.Run(rows);
        for (var i = 0; i < meter.Outputs.Count; i++)
        {
            var predictions = model.Inference.Output(i);
            var targetCount = rows * data.Targets[i].PerRow;
            _targets = _targets.AtLeast(targetCount);
            _gradients = _gradients.AtLeast(predictions.Length);
            data.Targets[i].Gather(order, _targets.Span(0, targetCount));
            meter.Outputs[i].Measure(rows, predictions, _targets.Span(0, targetCount), _gradients.Span(0, predictions.Length));
        }
        meter.AddPenalty(rows, Penalties.Apply(_penalties, model.WeightArena.All, default));
    }
}
