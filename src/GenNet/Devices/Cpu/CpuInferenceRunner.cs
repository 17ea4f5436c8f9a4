using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Devices.Cpu;

/// <summary>
/// Runs a model's inference code on the CPU. The batch is cut into tiles small enough that a tile's values stay in cache from the first layer to
/// the last; tiles are shared among the threads with no barrier between layers, and a batch of fewer tiles than threads splits its layers
/// instead. How the batch is cut doesn't depend on the threads, so neither does the result. All working memory is that of the call's place in the model's gate.
/// </summary>
internal sealed unsafe class CpuInferenceRunner : InferenceRunner
{
    private const int TileBytes = 512 * 1024;
    private const int LargestTile = 128;

    private readonly WorkerPool _workers;
    private readonly int _tileRows;

    public CpuInferenceRunner(Model model, CpuDevice device)
        : base(model)
    {
        _workers = device.Workers;
        var rowBytes = sizeof(float) * (Description.Memory.InferenceActivations + InputSizes.Sum(static size => (long)size) + OutputSizes.Sum(static size => (long)size));
        _tileRows = (int)Math.Clamp(TileBytes / rowBytes, 1, LargestTile);
    }

    public override void Execute(int rows, TensorRef* inputs, TensorRef* outputs, in WeightReading reading)
    {
        var count = (int)(((long)rows + _tileRows - 1) / _tileRows);
        var areShared = count >= _workers.Threads;
        reading.Reader.Reserve(areShared ? _workers.Threads : 1, (nint)Math.Min(rows, _tileRows) * Description.Memory.InferenceActivations);
        var tiles = new Tiles
        {
            Runner = this,
            Rows = rows,
            TileRows = _tileRows,
            Workers = areShared ? WorkerPool.Inline : _workers,
            Weights = reading.Weights.Pointer,
            Activations = reading.Reader.Activations,
            Inputs = inputs,
            Outputs = outputs,
        };
        if (areShared)
            _workers.For(count, ref tiles);
        else
        {
            for (var tile = 0; tile < count; tile++)
                tiles.Invoke(tile, 0);
        }
    }

    private struct Tiles : IParallelBody
    {
        public CpuInferenceRunner Runner;
        public int Rows;
        public int TileRows;
        public WorkerPool Workers;
        public float* Weights;
        public AlignedMemory[] Activations;
        public TensorRef* Inputs;
        public TensorRef* Outputs;

        [SkipLocalsInit]
        public readonly void Invoke(int tile, int worker)
        {
            var first = (nint)tile * TileRows;
            var rows = Math.Min(TileRows, Rows - (int)first);
            var inputs = stackalloc TensorRef[Runner.InputSizes.Length];
            var outputs = stackalloc TensorRef[Runner.OutputSizes.Length];
            for (var i = 0; i < Runner.InputSizes.Length; i++)
                inputs[i] = new(Inputs[i].Pointer + (first * Runner.InputSizes[i]));
            for (var i = 0; i < Runner.OutputSizes.Length; i++)
                outputs[i] = new(Outputs[i].Pointer + (first * Runner.OutputSizes[i]));
            var memory = new PassMemory { Inputs = inputs, Outputs = outputs, Weights = Weights, Activations = Activations[worker].Pointer };
            Runner.Model.Plan.Infer(new Pass(rows, Workers, memory));
        }
    }
}
