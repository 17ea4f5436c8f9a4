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

    private readonly CpuDevice _device;
    private readonly WorkerPool _workers;
    private readonly int _tileRows;

    public CpuInferenceRunner(ModelInstance model, CpuDevice device)
        : base(model)
    {
        _device = device;
        _workers = device.Workers;
        var rowBytes = (sizeof(float) * (long)model.Description.Memory.InferenceActivations) + model.InputBytes.Sum(static size => (long)size) + model.OutputBytes.Sum(static size => (long)size);
        _tileRows = (int)Math.Clamp(TileBytes / rowBytes, 1, LargestTile);
    }

    protected internal override IDisposable CreateWorkspace() => new CpuWorkspace();

    protected internal override void Run(in InferenceBatch batch)
    {
        var count = (int)(((long)batch.Rows + _tileRows - 1) / _tileRows);
        var areShared = count >= _workers.Threads;
        var workspace = (CpuWorkspace)batch.Workspace!;
        workspace.Reserve(areShared ? _workers.Threads : 1, (nint)Math.Min(batch.Rows, _tileRows) * Model.Description.Memory.InferenceActivations);
        var computeWeights = Model.Description.Memory.ComputeWeights == 0 ? null : (ComputeWeights)batch.Weights.On(_device);
        var tiles = new Tiles
        {
            Runner = this,
            Rows = batch.Rows,
            TileRows = _tileRows,
            Workers = areShared ? WorkerPool.Inline : _workers,
            Weights = batch.Weights.Pointer,
            ComputeWeights = computeWeights is null ? null : computeWeights.Pointer,
            Activations = workspace.Activations,
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

    private struct Tiles : IParallelBody
    {
        public CpuInferenceRunner Runner;
        public int Rows;
        public int TileRows;
        public WorkerPool Workers;
        public float* Weights;
        public float* ComputeWeights;
        public AlignedMemory[] Activations;
        public TensorRef* Inputs;
        public TensorRef* Outputs;

        [SkipLocalsInit]
        public readonly void Invoke(int tile, int worker)
        {
            var first = (nint)tile * TileRows;
            var rows = Math.Min(TileRows, Rows - (int)first);
            var (inputBytes, outputBytes) = (Runner.Model.InputBytes, Runner.Model.OutputBytes);
            var inputs = stackalloc TensorRef[inputBytes.Length];
            var outputs = stackalloc TensorRef[outputBytes.Length];
            for (var i = 0; i < inputBytes.Length; i++)
                inputs[i] = Inputs[i].Skip(first * inputBytes[i]);
            for (var i = 0; i < outputBytes.Length; i++)
                outputs[i] = Outputs[i].Skip(first * outputBytes[i]);
            var memory = new PassMemory { Inputs = inputs, Outputs = outputs, Weights = Weights, ComputeWeights = ComputeWeights, Activations = Activations[worker].Pointer };
            Runner.Model.Plan.Infer(new Pass(rows, Workers, memory));
        }
    }
}
