using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// One call of a layer of a user's own, for some rows of the batch. The layer's class has it as <c>ForwardPass</c> and <c>BackwardPass</c>, with a property for everything that it has declared;
/// here it is by number.
/// </summary>
public readonly unsafe ref partial struct CustomPass
{
    private readonly CustomMemory _memory;
    private readonly CustomSizes _sizes;
    private readonly int _firstRow;
    private readonly WorkerPool _workers;
    private readonly ulong _seed;
    private readonly ulong _stream;

    internal CustomPass(in CustomMemory memory, in CustomSizes sizes, object arguments, in Pass pass, int stream, int firstRow, int rows, bool isTrained)
    {
        _memory = memory;
        _sizes = sizes;
        _firstRow = firstRow;
        _workers = pass.Workers;
        _seed = pass.Seed;
        _stream = RandomStreams.Layer(stream, pass.Step);
        Arguments = arguments;
        Rows = rows;
        Training = pass.Training;
        IsTrained = isTrained;
    }

    /// <summary>Number of batch rows: those that this call is for.</summary>
    public int Rows { get; }

    /// <summary>Whether the layer acts as in training.</summary>
    public bool Training { get; }

    /// <summary>Whether the layer's weights are trained: it isn't frozen.</summary>
    public bool IsTrained { get; }

    /// <summary>The layer's arguments.</summary>
    public object Arguments { get; }

    /// <summary>The output's shape.</summary>
    public ReadOnlySpan<int> OutputShape => _sizes.Output;

    /// <summary>The shape of input <paramref name="index"/>.</summary>
    public ReadOnlySpan<int> InputShape(int index) => _sizes.InputShape(index);

    /// <summary>Input <paramref name="index"/>, row by row; none if the call leaves it out.</summary>
    public ReadOnlySpan<T> Input<T>(int index)
        where T : unmanaged => index < _memory.InputCount ? RowsOf<T>(_memory.Inputs[index], _sizes.InputSize(index)) : default;

    /// <summary>Where the gradient of input <paramref name="index"/> goes, 0 at first; none if nobody wants it.</summary>
    public Span<float> InputGradient(int index) => index < _memory.InputCount && _memory.InputGradients != null ? RowsOf<float>(_memory.InputGradients[index], _sizes.InputSize(index)) : default;

    /// <summary>Weight <paramref name="index"/>; none if the arguments leave it out.</summary>
    public ReadOnlySpan<float> Weight(int index) => Of(_memory.Weights[index], _sizes.Weights[index]);

    /// <summary>Where the new values of state <paramref name="index"/> go, the memory of the state itself; none unless the layer acts as in training.</summary>
    public Span<float> StateUpdate(int index) => Training && _memory.WeightGradients == null ? Of(_memory.Weights[index], _sizes.Weights[index]) : default;

    /// <summary>What the gradient of weight <paramref name="index"/> is added to; none while nobody wants it.</summary>
    public Span<float> WeightGradient(int index) => Of(_memory.WeightGradients[index], _sizes.Weights[index]);

    /// <summary>The output, row by row.</summary>
    public Span<float> Output => RowsOf<float>(_memory.Output, _sizes.OutputSize);

    /// <summary>The gradient of the loss by the output, row by row. It may be overwritten.</summary>
    public Span<float> OutputGradient => RowsOf<float>(_memory.OutputGradient, _sizes.OutputSize);

    /// <summary>Memory <paramref name="index"/> that training keeps from forward to backward, row by row.</summary>
    public Span<float> Saved(int index) => _sizes.Part(_memory.Saved, _memory.SavedRows, _memory.SavedFirstRow, Rows, _sizes.Saved, index);

    /// <summary>Working memory <paramref name="index"/>, row by row.</summary>
    public Span<float> Scratch(int index) => _sizes.Part(_memory.Scratch, Rows, 0, Rows, _sizes.Scratch, index);

    /// <summary>
    /// Does pieces 0 to <paramref name="count"/> − 1 of <paramref name="work"/>, on several threads where there are some that are free, and returns when all are done. Allocates nothing.
    /// </summary>
    /// <param name="count">How many pieces; it must not depend on the number of threads, if results are to be the same.</param>
    /// <param name="work">The work; it may hold spans.</param>
    /// <exception cref="Exception">What a piece threw first.</exception>
    public void For<TWork>(int count, scoped ref TWork work)
        where TWork : struct, IParallelWork, allows ref struct => CustomWork<TWork>.Run(_workers, count, ref work);

    private static Span<float> Of(TensorRef tensor, int size) => tensor.IsNone ? default : new(tensor.Pointer, size);

    private Span<T> RowsOf<T>(TensorRef tensor, int size)
        where T : unmanaged => tensor.IsNone ? default : new((T*)tensor.Pointer + ((nint)_firstRow * size), checked(Rows * size));
}
