using System.Runtime.CompilerServices;
using GenNet.Devices.Cpu;

namespace GenNet;

/// <summary>
/// Runs a model's inference code on the CPU. The batch is cut into tiles small enough that a tile's values stay in cache from the first layer to
/// the last; tiles are shared among the threads with no barrier between layers, and a batch of fewer tiles than threads splits its layers
/// instead. How the batch is cut doesn't depend on the threads, so neither does the result.
/// </summary>
internal sealed unsafe class InferenceRunner : IDisposable
{
    private const int TileBytes = 512 * 1024;
    private const int LargestTile = 128;

    private readonly Model _model;
    private readonly ModelDescription _description;
    private readonly int[] _inputSizes;
    private readonly int[] _outputSizes;
    private readonly int _tileRows;
    private readonly AlignedMemory[] _activations;
    private readonly AlignedMemory[] _inputs;
    private readonly AlignedMemory[] _outputs;
    private readonly int[] _stagedRows;
    private int _rows;

    public InferenceRunner(Model model)
    {
        _model = model;
        _description = model.Description;
        _inputSizes = [.. _description.Inputs.Select(static t => checked((int)t.Shape.ElementCount))];
        _outputSizes = [.. _description.Outputs.Select(static t => checked((int)t.Shape.ElementCount))];
        var rowBytes = sizeof(float) * ((long)_description.Memory.InferenceActivations + _inputSizes.Sum() + _outputSizes.Sum());
        _tileRows = (int)Math.Clamp(TileBytes / rowBytes, 1, LargestTile);
        _activations = Empty(Workers.Threads);
        _inputs = Empty(_inputSizes.Length);
        _outputs = Empty(_outputSizes.Length);
        _stagedRows = new int[_inputSizes.Length];
    }

    private WorkerPool Workers => ((CpuDevice)_model.Device).Workers;

    public int Run(ReadOnlySpan<float> input, Span<float> output)
    {
        var rows = RowsOf(_description.Inputs[0], _inputSizes[0], input.Length);
        if (RowsOf(_description.Outputs[0], _outputSizes[0], output.Length) != rows)
        {
            throw new ArgumentException(
                $"{_description.FullName}: {rows} rows of input '{_description.Inputs[0].Name}' need {(long)rows * _outputSizes[0]} values of output, and there is room for {output.Length}.");
        }
        fixed (float* inputs = input, outputs = output)
        {
            var from = new TensorRef(inputs);
            var to = new TensorRef(outputs);
            Run(rows, &from, &to);
        }
        return rows;
    }

    public int Stage(int index, ReadOnlySpan<float> values)
    {
        var rows = RowsOf(_description.Inputs[index], _inputSizes[index], values.Length);
        _inputs[index] = _inputs[index].AtLeast(values.Length);
        values.CopyTo(_inputs[index].Span(0, values.Length));
        return _stagedRows[index] = rows;
    }

    public void Run(int rows)
    {
        var inputs = stackalloc TensorRef[_inputSizes.Length];
        var outputs = stackalloc TensorRef[_outputSizes.Length];
        for (var i = 0; i < _inputSizes.Length; i++)
        {
            if (_stagedRows[i] != rows)
                throw new ArgumentException($"{_description.FullName}: input '{_description.Inputs[i].Name}' has {_stagedRows[i]} rows where another input has {rows}.");
            inputs[i] = new(_inputs[i].Pointer);
        }
        for (var i = 0; i < _outputSizes.Length; i++)
        {
            _outputs[i] = _outputs[i].AtLeast((nint)rows * _outputSizes[i]);
            outputs[i] = new(_outputs[i].Pointer);
        }
        _rows = rows;
        Run(rows, inputs, outputs);
    }

    public ReadOnlySpan<float> Output(int index) => _outputs[index].Span(0, _rows * _outputSizes[index]);

    public void Dispose()
    {
        foreach (var memory in _activations.Concat(_inputs).Concat(_outputs))
            memory.Dispose();
    }

    private static AlignedMemory[] Empty(int count) => [.. Enumerable.Range(0, count).Select(static _ => AlignedMemory.Empty)];

    private int RowsOf(TensorDescription tensor, int size, int length)
    {
        var (rows, rest) = Math.DivRem(length, size);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{_description.FullName}: '{tensor.Name}' has {size} values a row, shape {tensor.Shape.ToKerasString()}, and {length} values are no whole number of rows.");
        }
        return rows;
    }

    private void Run(int rows, TensorRef* inputs, TensorRef* outputs)
    {
        var tiles = new Tiles
        {
            Runner = this,
            Rows = rows,
            TileRows = _tileRows,
            Weights = _model.Weights.Pointer,
            Inputs = inputs,
            Outputs = outputs,
        };
        var count = (rows + _tileRows - 1) / _tileRows;
        if (count >= Workers.Threads)
        {
            tiles.Workers = WorkerPool.Inline;
            Workers.For(count, ref tiles);
        }
        else
        {
            tiles.Workers = Workers;
            for (var tile = 0; tile < count; tile++)
                tiles.Invoke(tile, 0);
        }
    }

    private struct Tiles : IParallelBody
    {
        public InferenceRunner Runner;
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
            var inputs = stackalloc TensorRef[Runner._inputSizes.Length];
            var outputs = stackalloc TensorRef[Runner._outputSizes.Length];
            for (var i = 0; i < Runner._inputSizes.Length; i++)
                inputs[i] = new(Inputs[i].Pointer + ((nint)first * Runner._inputSizes[i]));
            for (var i = 0; i < Runner._outputSizes.Length; i++)
                outputs[i] = new(Outputs[i].Pointer + ((nint)first * Runner._outputSizes[i]));
            ref var activations = ref Runner._activations[worker];
            activations = activations.AtLeast((nint)rows * Runner._description.Memory.InferenceActivations);
            var memory = new PassMemory { Inputs = inputs, Outputs = outputs, Weights = Weights, Activations = activations.Pointer };
            Runner._model.Plan.Infer(new Pass(rows, Workers, memory));
        }
    }
}
