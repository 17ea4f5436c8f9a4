using System.Runtime.CompilerServices;

namespace GenNet.Devices.Cpu;

/// <summary>
/// Runs a model's inference code on the CPU. The batch is cut into tiles small enough that a tile's values stay in cache from the first layer to
/// the last; tiles are shared among the threads with no barrier between layers, and a batch of fewer tiles than threads splits its layers
/// instead. How the batch is cut doesn't depend on the threads, so neither does the result.
/// </summary>
internal sealed unsafe class CpuInferenceRunner : InferenceRunner
{
    private const int TileBytes = 512 * 1024;
    private const int LargestTile = 128;

    private readonly WorkerPool _workers;
    private readonly int _tileRows;
    private readonly AlignedMemory[] _activations;

    public CpuInferenceRunner(Model model, CpuDevice device)
        : base(model)
    {
        _workers = device.Workers;
        var rowBytes = sizeof(float) * ((long)Description.Memory.InferenceActivations + InputSizes.Sum() + OutputSizes.Sum());
        _tileRows = (int)Math.Clamp(TileBytes / rowBytes, 1, LargestTile);
        _activations = Empty(_workers.Threads);
    }

    protected override void Execute(int rows, TensorRef* inputs, TensorRef* outputs)
    {
        var weights = Model.WeightArena;
        var tiles = new Tiles
        {
            Runner = this,
            Rows = rows,
            TileRows = _tileRows,
            Weights = weights.Pointer,
            Inputs = inputs,
            Outputs = outputs,
        };
        var count = (rows + _tileRows - 1) / _tileRows;
        if (count >= _workers.Threads)
        {
            tiles.Workers = WorkerPool.Inline;
            _workers.For(count, ref tiles);
        }
        else
        {
            tiles.Workers = _workers;
            for (var tile = 0; tile < count; tile++)
                tiles.Invoke(tile, 0);
        }
        GC.KeepAlive(weights);
        GC.KeepAlive(this);
    }

    private struct Tiles : IParallelBody
    {
        public CpuInferenceRunner Runner;
        public int Rows;
        public int TileRows;
        public WorkerPool Workers;
        public float* Weights;
        public TensorRef* Inputs;
        public TensorRef* Outputs;

        [SkipLocalsInit]
        public void Invoke(int tile, int worker)
        {
            var first = tile * TileRows;
            var rows = Math.Min(TileRows, Rows - first);
            var inputs = stackalloc TensorRef[Runner.InputSizes.Length];
            var outputs = stackalloc TensorRef[Runner.OutputSizes.Length];
            for (var i = 0; i < Runner.InputSizes.Length; i++)
                inputs[i] = new(Inputs[i].Pointer + ((nint)first * Runner.InputSizes[i]));
            for (var i = 0; i < Runner.OutputSizes.Length; i++)
                outputs[i] = new(Outputs[i].Pointer + ((nint)first * Runner.OutputSizes[i]));
            ref var activations = ref Runner._activations[worker];
            activations = activations.AtLeast((nint)rows * Runner.Description.Memory.InferenceActivations);
            var memory = new PassMemory { Inputs = inputs, Outputs = outputs, Weights = Weights, Activations = activations.Pointer };
            Runner.Model.Plan.Infer(new Pass(rows, Workers, memory));
        }
    }
}
