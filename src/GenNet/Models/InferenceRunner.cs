using GenNet.Devices.Cpu;
using GenNet.Devices.OpenCl;

namespace GenNet;

/// <summary>Runs a model's inference code on its device: checks lengths, stages inputs and outputs where a model has several.</summary>
internal abstract unsafe class InferenceRunner : IDisposable
{
    private readonly AlignedMemory[] _inputs;
    private readonly AlignedMemory[] _outputs;
    private readonly int[] _stagedRows;
    private int _rows;

    protected InferenceRunner(Model model)
    {
        Model = model;
        Description = model.Description;
        InputSizes = SizesOf(Description.Inputs);
        OutputSizes = SizesOf(Description.Outputs);
        _inputs = Empty(InputSizes.Length);
        _outputs = Empty(OutputSizes.Length);
        _stagedRows = new int[InputSizes.Length];
    }

    protected Model Model { get; }

    protected ModelDescription Description { get; }

    /// <summary>Values per row of each input.</summary>
    protected int[] InputSizes { get; }

    /// <summary>Values per row of each output.</summary>
    protected int[] OutputSizes { get; }

    public static InferenceRunner Create(Model model) => model.Device switch
    {
        OpenClDevice device => new OpenClInferenceRunner(model, device),
        CpuDevice device => new CpuInferenceRunner(model, device),
        _ => throw new NotSupportedException($"{model.Description.FullName} can't run on {model.Device}."),
    };

    public int Run(ReadOnlySpan<float> input, Span<float> output)
    {
        var rows = RowsOf(Description.Inputs[0], InputSizes[0], input.Length);
        RequireOutput(0, rows, output.Length);
        fixed (float* inputs = input, outputs = output)
        {
            var from = new TensorRef(inputs);
            var to = new TensorRef(outputs);
            Execute(rows, &from, &to);
        }
        return rows;
    }

    /// <summary>Refuses room of <paramref name="length"/> values for output <paramref name="index"/> unless <paramref name="rows"/> rows fill it.</summary>
    public void RequireOutput(int index, int rows, int length)
    {
        if (length == (long)rows * OutputSizes[index])
            return;
        var output = Description.Outputs[index];
        throw new ArgumentException(
            $"{Description.FullName}: {rows} rows of output '{output.Name}' of shape {output.Shape.ToKerasString()} are {(long)rows * OutputSizes[index]} values, and there is room for {length}.");
    }

    public int Stage(int index, ReadOnlySpan<float> values)
    {
        var rows = RowsOf(Description.Inputs[index], InputSizes[index], values.Length);
        values.CopyTo(Stage(index, rows));
        return rows;
    }

    /// <summary>Where <paramref name="rows"/> rows of input <paramref name="index"/> go.</summary>
    public Span<float> Stage(int index, int rows)
    {
        var length = checked(rows * InputSizes[index]);
        _inputs[index] = _inputs[index].AtLeast(length);
        _stagedRows[index] = rows;
        return _inputs[index].Span(0, length);
    }

    public void Run(int rows)
    {
        var inputs = stackalloc TensorRef[InputSizes.Length];
        var outputs = stackalloc TensorRef[OutputSizes.Length];
        for (var i = 0; i < InputSizes.Length; i++)
        {
            if (_stagedRows[i] != rows)
                throw new ArgumentException($"{Description.FullName}: input '{Description.Inputs[i].Name}' has {_stagedRows[i]} rows where another input has {rows}.");
            inputs[i] = new(_inputs[i].Pointer);
        }
        for (var i = 0; i < OutputSizes.Length; i++)
        {
            _outputs[i] = _outputs[i].AtLeast((nint)rows * OutputSizes[i]);
            outputs[i] = new(_outputs[i].Pointer);
        }
        _rows = rows;
        Execute(rows, inputs, outputs);
        GC.KeepAlive(this);
    }

    public ReadOnlySpan<float> Output(int index) => _outputs[index].Span(0, _rows * OutputSizes[index]);

    public virtual void Dispose()
    {
    }

    /// <summary>Runs <paramref name="rows"/> rows from host memory to host memory.</summary>
    protected abstract void Execute(int rows, TensorRef* inputs, TensorRef* outputs);

    protected static AlignedMemory[] Empty(int count) => [.. Enumerable.Range(0, count).Select(static _ => AlignedMemory.Empty)];

    private static int[] SizesOf(IReadOnlyList<TensorDescription> tensors) => [.. tensors.Select(static t => checked((int)t.Shape.ElementCount))];

    private int RowsOf(TensorDescription tensor, int size, int length)
    {
        var (rows, rest) = Math.DivRem(length, size);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{Description.FullName}: '{tensor.Name}' has {size} values a row, shape {tensor.Shape.ToKerasString()}, and {length} values are no whole number of rows.");
        }
        return rows;
    }
}
