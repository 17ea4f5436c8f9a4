using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Devices.Cpu;

/// <summary>
/// Runs a model's inference code on the CPU. The batch is cut into tiles small enough that a tile's values stay in cache from the first layer to
/// the last; tiles are shared among the threads with no barrier between layers, and a batch of fewer tiles than threads splits its layers
/// instead. How the batch is cut doesn't depend on the threads, so neither does the result. All working memory is the call's workspace.
/// </summary>
internal sealed unsafe class CpuInferenceRunner : InferenceRunner
{
    private const int TileBytes = 512 * 1024;
    private const int LargestTile = 128;

    // Shorter sequences than the longest leave holes in a tile's memory, which take no room in the cache.
    private const long LargestWorkspace = 32L * TileBytes;

    private readonly CpuDevice _device;
    private readonly WorkerPool _workers;
    private readonly long _rowBytes;
    private readonly int _largestLength;

    public CpuInferenceRunner(ModelInstance model, CpuDevice device)
        : base(model)
    {
        _device = device;
        _workers = device.Workers;
        _largestLength = model.Description.LargestLength;
        _rowBytes = (sizeof(float) * (long)model.Description.Memory.InferenceActivations) + model.InputSizes.BytesOfAll + model.OutputSizes.BytesOfAll;
    }

    protected internal override IDisposable CreateWorkspace() => new CpuWorkspace();

    protected internal override void Run(in InferenceBatch batch)
    {
        var tileRows = TileRows(batch.Length);
        var count = (int)(((long)batch.Rows + tileRows - 1) / tileRows);
        var areShared = count >= _workers.Threads;
        var workspace = (CpuWorkspace)batch.Workspace!;
        workspace.Reserve(areShared ? _workers.Threads : 1, (nint)Math.Min(batch.Rows, tileRows) * Model.Description.Memory.InferenceActivations);
        var computeWeights = Model.Description.Memory.ComputeWeights == 0 ? null : (ComputeWeights)batch.Weights.On(_device);
        var states = Model.CarriedStates;
        var tiles = new Tiles
        {
            Runner = this,
            Rows = batch.Rows,
            Length = batch.Length,
            TileRows = tileRows,
            Workers = areShared ? WorkerPool.Inline : _workers,
            Weights = batch.Weights.Pointer,
            ComputeWeights = computeWeights is null ? null : computeWeights.Pointer,
            Activations = workspace.Activations,
            Carried = states == null ? null : states.Last,
            Next = states == null ? null : states.Next,
            Inputs = batch.Inputs,
            Outputs = batch.Outputs,
        };
        if (areShared)
            _workers.For(count, ref tiles);
        else
        {
            for (var tile = 0; tile < count; tile++)
                tiles.Invoke(tile, 0);
        }
        GC.KeepAlive(computeWeights);
    }

    private int TileRows(int length)
    {
        var rows = TileBytes / _rowBytes;
        if (length > 0)
            rows = Math.Max(rows, Math.Min((long)TileBytes * _largestLength / (_rowBytes * length), LargestWorkspace / _rowBytes));
        return (int)Math.Clamp(rows, 1, LargestTile);
    }

    private struct Tiles : IParallelBody
    {
        public CpuInferenceRunner Runner;
        public int Rows;
        public int Length;
        public int TileRows;
        public WorkerPool Workers;
        public float* Weights;
        public float* ComputeWeights;
        public AlignedMemory[] Activations;
        public float* Carried;
        public float* Next;
        public TensorRef* Inputs;
        public TensorRef* Outputs;

        [SkipLocalsInit]
        public readonly void Invoke(int tile, int worker)
        {
            var first = (nint)tile * TileRows;
            var rows = Math.Min(TileRows, Rows - (int)first);
            var (inputSizes, outputSizes) = (Runner.Model.InputSizes, Runner.Model.OutputSizes);
            var inputs = stackalloc TensorRef[inputSizes.Count];
            var outputs = stackalloc TensorRef[outputSizes.Count];
            for (var i = 0; i < inputSizes.Count; i++)
                inputs[i] = Inputs[i].Skip(first * inputSizes.BytesOf(i, Length));
            for (var i = 0; i < outputSizes.Count; i++)
                outputs[i] = Outputs[i].Skip(first * outputSizes.BytesOf(i, Length));
            var memory = new PassMemory
            {
                Inputs = inputs,
                Outputs = outputs,
                Weights = Weights,
                ComputeWeights = ComputeWeights,
                Activations = Activations[worker].Pointer,
                CarriedStates = Carried,
                NextStates = Next,
                StateRows = Rows,
                FirstRow = (int)first,
            };
            Runner.Model.Plan.Infer(new Pass(rows, Workers, memory, length: Length));
        }
    }
}
