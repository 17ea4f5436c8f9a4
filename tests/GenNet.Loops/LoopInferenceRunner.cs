namespace GenNet.Loops;

/// <summary>Predicts with loops; the values between layers lie in the call's workspace.</summary>
internal sealed class LoopInferenceRunner : InferenceRunner
{
    private readonly LoopDevice _device;
    private readonly DenseStack _stack;

    public LoopInferenceRunner(ModelInstance model, LoopDevice device, DenseStack stack)
        : base(model)
    {
        (_device, _stack) = (device, stack);
        _device.LivingRunners++;
    }

    public override void Dispose()
    {
        _device.LivingRunners--;
        base.Dispose();
    }

    protected override IDisposable CreateWorkspace() => new Workspace();

    protected override void Run(in InferenceBatch batch)
    {
        _device.Predicted();
        var weights = ((LoopWeights)batch.Weights.On(_device)).Values;
        var workspace = (Workspace)batch.Workspace!;
        var layers = _stack.Layers;
        var values = batch.Input(0).Read<float>();
        for (var i = 0; i < layers.Length; i++)
        {
            var output = i == layers.Length - 1 ? batch.Output(0).Write<float>() : workspace.Values(i % 2, batch.Rows * layers[i].Units);
            layers[i].Forward(batch.Rows, weights, values, output);
            values = output;
        }
    }

    private sealed class Workspace : IDisposable
    {
        private readonly float[][] _values = [[], []];

        public Span<float> Values(int index, int count)
        {
            if (_values[index].Length < count)
                _values[index] = new float[count];
            return _values[index].AsSpan(0, count);
        }

        public void Dispose() => _values.AsSpan().Fill([]);
    }
}
