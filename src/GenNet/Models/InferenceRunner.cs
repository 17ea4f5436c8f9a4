using System.Globalization;
using GenNet.Devices.Cpu;
using GenNet.Devices.OpenCl;
using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// Runs a model's inference code on its device, for any number of threads at once: checks lengths, pins the caller's memory, and lends each thread memory for outputs that nobody
/// gave memory for.
/// </summary>
internal abstract unsafe class InferenceRunner
{
    private ThreadLocal<AlignedMemory[]>? _borrowed;

    protected InferenceRunner(Model model)
    {
        Model = model;
        Description = model.Description;
        InputSizes = SizesOf(Description.Inputs);
        OutputSizes = SizesOf(Description.Outputs);
        Limit = BatchLimit.OfInference(Description);
        var outputs = OutputSizes.Length;
        // Nothing of this refers to the model: what a thread was lent goes with the thread or with the model, whichever ends first.
        _borrowed = new(() => Empty(outputs));
    }

    /// <summary>How many rows a batch may have whose outputs the runner has memory for.</summary>
    public BatchLimit Limit { get; }

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

    /// <summary>One input to one output.</summary>
    public int Run(ReadOnlySpan<float> input, Span<float> output)
    {
        var rows = RowsOf(0, input.Length);
        RequireOutput(0, rows, output.Length);
        fixed (float* inputs = input, outputs = output)
        {
            var from = new TensorRef(inputs);
            var to = new TensorRef(outputs);
            using var reading = Model.ReadWeights();
            Execute(rows, &from, &to, reading);
        }
        return rows;
    }

    /// <summary>Any number of inputs to any number of outputs.</summary>
    public int Run<TCall>(scoped ref TCall call)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        var rows = RowsOf(0, call.Input(0).Length);
        for (var i = 1; i < InputSizes.Length; i++)
        {
            if (RowsOf(i, call.Input(i).Length) is var others && others != rows)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Description.FullName}: input '{Description.Inputs[i].Name}' has {others} rows where '{Description.Inputs[0].Name}' has {rows}."));
            }
        }
        for (var i = 0; i < OutputSizes.Length; i++)
            RequireOutput(i, rows, call.Output(i).Length);
        var tensors = stackalloc TensorRef[InputSizes.Length + OutputSizes.Length];
        PinAndExecute(ref call, rows, tensors, 0);
        return rows;
    }

    /// <summary>Number of rows that <paramref name="length"/> values of input <paramref name="index"/> are.</summary>
    public int RowsOf(int index, int length)
    {
        var (rows, rest) = Math.DivRem(length, InputSizes[index]);
        if (rest != 0)
            RefuseLength(Description.Inputs[index], InputSizes[index], length);
        return rows;
    }

    /// <summary>Memory of the calling thread for <paramref name="rows"/> rows of output <paramref name="index"/>: until the thread asks for it again.</summary>
    public Span<float> Borrow(int index, int rows)
    {
        Limit.Require(rows);
        var borrowed = _borrowed;
        ObjectDisposedException.ThrowIf(borrowed is null, Model);
        ref var memory = ref borrowed.Value![index];
        memory = memory.AtLeast((nint)rows * OutputSizes[index]);
        return memory.Span(0, rows * OutputSizes[index]);
    }

    /// <summary>Runs <paramref name="rows"/> rows from host memory to host memory.</summary>
    public abstract void Execute(int rows, TensorRef* inputs, TensorRef* outputs, in WeightReading reading);

    /// <summary>Lets go of the memory, when nothing runs.</summary>
    public virtual void Dispose() => _borrowed = null;

    protected static AlignedMemory[] Empty(int count) => [.. Enumerable.Repeat(AlignedMemory.Empty, count)];

    private static int[] SizesOf(IReadOnlyList<TensorDescription> tensors) => [.. tensors.Select(static t => checked((int)t.Shape.ElementCount))];

    // Memory stays where it is within the block of a `fixed`, so each span has a call of its own around the next one's.
    private void PinAndExecute<TCall>(scoped ref TCall call, int rows, TensorRef* tensors, int index)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        if (index < InputSizes.Length)
        {
            fixed (float* values = call.Input(index))
            {
                tensors[index] = new(values);
                PinAndExecute(ref call, rows, tensors, index + 1);
            }
        }
        else if (index < InputSizes.Length + OutputSizes.Length)
        {
            fixed (float* values = call.Output(index - InputSizes.Length))
            {
                tensors[index] = new(values);
                PinAndExecute(ref call, rows, tensors, index + 1);
            }
        }
        else
        {
            using var reading = Model.ReadWeights();
            Execute(rows, tensors, tensors + InputSizes.Length, reading);
        }
    }

    private void RequireOutput(int index, int rows, int length)
    {
        if (length == (long)rows * OutputSizes[index])
            return;
        var output = Description.Outputs[index];
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{Description.FullName}: {rows} rows of output '{output.Name}' of shape {output.Shape.ToKerasString()} are {(long)rows * OutputSizes[index]} values, and there is room for {length}."));
    }

    private void RefuseLength(TensorDescription tensor, int size, int length) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"{Description.FullName}: '{tensor.Name}' has {size} values a row, shape {tensor.Shape.ToKerasString()}, and {length} values are no whole number of rows."));
}
