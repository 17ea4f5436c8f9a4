using System.Globalization;

namespace GenNet;

/// <summary>
/// A neural network: base of all classes with a <see cref="ModelAttribute"/>. It owns its weights and nothing of training: optimizer
/// state, step and data position belong to the trainer.
/// </summary>
/// <remarks>
/// One instance serves any number of threads: <c>Predict</c>, <c>Evaluate</c>, saving and copying of weights may run at the same time. What changes the weights meanwhile
/// (<c>LoadWeights</c>, <c>SetWeights</c>, <see cref="Variable.Assign(ReadOnlySpan{float})"/>, a step of training) is seen wholly or not at all. One <see cref="GenNet.Trainer"/> trains a model at a time.
/// </remarks>
public abstract partial class Model : IDisposable
{
    private readonly Predictor? _predictor;

    /// <summary>Called by generated code. Memory for the weights is taken, and their initializers run, when somebody first asks for them: a load has no need of either.</summary>
    /// <param name="description">What the generator knows of the model.</param>
    /// <param name="plan">Its generated code.</param>
    /// <param name="device">Where it runs; <see cref="Device.Default"/> if null.</param>
    /// <param name="seed">Seed of the initial weights: the same seed gives the same weights on every machine.</param>
    protected Model(ModelDescription description, ModelPlan plan, Device? device, ulong seed)
    {
        _device = device ?? Device.Default;
        _gate = new(description.FullName);
        TrainingLease = new(description.FullName);
        Instance = new(description, plan, seed, (weights, isWanted) => WeightInitializer.Initialize(description, weights, seed, isWanted));
        _predictor = new(this);
        _runner = _device.InferenceRunnerOf(Instance);
    }

    /// <summary>What is known of the model at compile time.</summary>
    public ModelDescription Description => _part?.Description ?? Instance.Description;

    /// <summary>Layers in declaration order.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The model as devices see it.</summary>
    internal ModelInstance Instance { get; }

    /// <summary>The host's part of predictions.</summary>
    /// <exception cref="InvalidOperationException">The model is a layer of another one.</exception>
    internal Predictor Predictor => _predictor ?? throw IsPart("Predict");

    internal ulong Seed => Instance.Seed;

    /// <summary>The weights at this moment: whoever works on them takes them once, because <see cref="ReplaceWeights"/> puts others in their place.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal WeightArena WeightArena => Instance.Weights;

    internal bool IsDisposed => Instance.IsDisposed;

    /// <summary>Class and sizes: <c>DigitNet: 3 layers, 34826 parameters</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Description.FullName}: {Description.Layers.Count} layers, {Description.Layers.Sum(static l => l.Variables.Sum(static v => v.Shape.ElementCount))} parameters{(IsDisposed ? ", disposed" : "")}");

    /// <summary>Number of batch rows that <paramref name="values"/> of input <paramref name="input"/> are; called by generated code.</summary>
    /// <param name="input">Number of the input.</param>
    /// <param name="values">Its values.</param>
    /// <param name="length">Timesteps of the call's sequences, in a model whose length each call says.</param>
    /// <exception cref="ArgumentException">The values aren't a whole number of rows, or there is no such length.</exception>
    protected int CountRows<T>(int input, ReadOnlySpan<T> values, int length = 0)
        where T : unmanaged => Predictor.RowsOf(input, values.Length, length);

    /// <summary>
    /// Memory of the calling thread for <paramref name="rows"/> rows of output <paramref name="output"/>, the same at each call; called by generated code. It stays readable for whoever
    /// holds it, and holds the thread's next result after the thread's next call. <paramref name="length"/> is as in <see cref="CountRows"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The rows are more than one piece of memory holds; nothing has been computed.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    protected Span<T> BorrowOutput<T>(int output, int rows, int length = 0)
        where T : unmanaged => Predictor.Borrow<T>(output, rows, length);

    /// <summary>Inference of a model with one input and one output; called by generated code. <paramref name="length"/> is as in <see cref="CountRows"/>.</summary>
    /// <returns>The number of batch rows.</returns>
    /// <exception cref="ArgumentException">A length isn't a whole number of rows, or <paramref name="output"/> has another number of them.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    protected int RunInference<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output, int length = 0)
        where TInput : unmanaged
        where TOutput : unmanaged => Predictor.Run(input, output, length);

    /// <summary>Inference of a model with any number of inputs and outputs; called by generated code. <paramref name="length"/> is as in <see cref="CountRows"/>.</summary>
    /// <returns>The number of batch rows.</returns>
    /// <exception cref="ArgumentException">A length isn't a whole number of rows, or the rows differ.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    protected int RunInference<TCall>(scoped ref TCall call, int length = 0)
        where TCall : struct, IInferenceCall, allows ref struct => Predictor.Run(ref call, length);
}
