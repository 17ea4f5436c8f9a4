namespace GenNet.Loops;

/// <summary>Trains with loops, on the device's copy of the weights: the host sees them when it asks.</summary>
internal sealed class LoopTrainingRunner : TrainingRunner
{
    private readonly LoopDevice _device;
    private readonly DenseStack _stack;
    private readonly float[] _gradients;
    private readonly Memory<float>[] _slots;
    // The batch's input, and the outputs of all layers; and their gradients.
    private readonly float[][] _values;
    private readonly float[][] _valueGradients;

    public LoopTrainingRunner(ModelInstance model, LoopDevice device, DenseStack stack, Optimizer optimizer)
        : base(model, optimizer)
    {
        (_device, _stack) = (device, stack);
        _gradients = new float[model.Description.Memory.Weights];
        _slots = [.. optimizer.Slots.Select(slot => NewSlot(slot, model.Description.Memory.TrainableWeights))];
        _values = new float[stack.Layers.Length + 1][];
        _valueGradients = new float[stack.Layers.Length + 1][];
        _device.LivingRunners++;
    }

    public override ReadOnlySpan<float> WeightGradients => _gradients;

    private float[] Weights => ((LoopWeights)Model.Weights.On(_device)).Values;

    public override HostTensor Input(int index) => HostTensor.Of<float>(_values[0].AsSpan());

    public override ReadOnlySpan<float> Output(int index) => _values[^1];

    public override Span<float> OutputGradient(int index) => _valueGradients[^1];

    public override ReadOnlySpan<float> InputGradient(int index) => _valueGradients[0];

    public override void Forward(bool training, ulong step)
    {
        for (var i = 0; i < _stack.Layers.Length; i++)
            _stack.Layers[i].Forward(Rows, Weights, _values[i], _values[i + 1]);
    }

    public override void Backward(bool inputGradients = false)
    {
        Array.Clear(_gradients);
        for (var i = _stack.Layers.Length - 1; i >= 0; i--)
            _stack.Layers[i].Backward(Rows, Weights, _gradients, _values[i], _values[i + 1], _valueGradients[i + 1], _valueGradients[i]);
    }

    public override double AddPenalties()
    {
        double sum = 0;
        foreach (var variable in Model.TrainedLayers.Variables.Where(static v => v.L2 != 0))
        {
            for (var i = variable.Offset; i < variable.Offset + variable.Shape.ElementCount; i++)
            {
                sum += variable.L2 * Weights[i] * Weights[i];
                _gradients[i] += (float)(2 * variable.L2 * Weights[i]);
            }
        }
        return sum;
    }

    public override void ReadSlot(int slot, Span<float> values) => _slots[slot].Span.CopyTo(values);

    public override void WriteSlot(int slot, ReadOnlySpan<float> values) => values.CopyTo(_slots[slot].Span);

    public override void Dispose()
    {
        _device.LivingRunners--;
        base.Dispose();
    }

    protected override void ReserveRows(int rows)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var count = rows * (i == 0 ? _stack.Layers[0].Features : _stack.Layers[i - 1].Units);
            (_values[i], _valueGradients[i]) = (new float[count], new float[count]);
        }
    }

    protected override void Update(in OptimizerStep step)
    {
        foreach (var (start, count) in Model.TrainedLayers.Ranges)
            Optimizer.Update(step, new WeightPiece(Weights.AsSpan(start, count), _gradients.AsSpan(start, count), _slots, start));
        _device.Steps++;
        Model.Weights.ChangedOnDevice();
    }

    private static Memory<float> NewSlot(OptimizerVariable slot, int count)
    {
        var values = new float[count];
        values.AsSpan().Fill((float)slot.InitialValue);
        return values;
    }
}
