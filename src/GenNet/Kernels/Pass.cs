using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// One run of a model's generated code on the CPU over <see cref="Rows"/> batch rows: where everything lies in memory, and who shares
/// the work. Offsets come from the generated plan. Every tensor of the batch has its place at <c>offset · Rows</c>.
/// </summary>
public readonly unsafe struct Pass
{
    private readonly bool[]? _trained;
    private readonly int _batch;

    internal Pass(int rows, WorkerPool workers, in PassMemory memory, ulong seed = 0, ulong step = 0, bool training = false, bool[]? trained = null, int length = 0)
    {
        _trained = trained;
        Length = length;
        Rows = _batch = rows;
        Workers = workers;
        Memory = memory;
        Seed = seed;
        Step = step;
        Training = training;
    }

    private Pass(in Pass whole, int rows, ulong seed)
    {
        this = whole;
        Rows = rows;
        Seed = seed;
    }

    private Pass(in Pass whole, bool training)
    {
        this = whole;
        Training = training;
    }

    /// <summary>Number of batch rows.</summary>
    public int Rows { get; }

    /// <summary>
    /// Timesteps of this run's sequences, in a model whose length is known at run time only; at most the bound that places are sized for. A sequence's values lie one after another:
    /// (rows, length, n) at the begin of the place of (rows, bound, n).
    /// </summary>
    public int Length { get; }

    /// <summary>Key of the random numbers of layers such as Dropout.</summary>
    internal ulong Seed { get; }

    /// <summary>Counter of the random numbers: the training step.</summary>
    internal ulong Step { get; }

    /// <summary>Whether layers act as in training; <c>ForwardTraining</c> and <c>Backward</c> also serve gradients of an inference run.</summary>
    internal bool Training { get; }

    /// <summary>Whether gradients are those of the loss with the penalties that layers add to it.</summary>
    internal bool CountsPenalties => Memory.CountsPenalties;

    internal WorkerPool Workers { get; }

    private PassMemory Memory { get; }

    /// <summary>
    /// The same run with each step of a sequence as a batch row of its own: kernels then see <see cref="Rows"/> · <paramref name="steps"/> rows. Values are where they were, as a sequence's
    /// steps lie one after another: (rows, steps, n) is (rows · steps, n).
    /// </summary>
    /// <param name="steps">Steps of a batch row.</param>
    public Pass Each(int steps) => new(this, checked(Rows * steps), Seed);

    /// <summary>The same run for one step of a sequence whose steps are taken in turn: random numbers are the step's own.</summary>
    /// <param name="step">The step.</param>
    public Pass OfStep(int step) => new(this, Rows, Seed ^ ((ulong)step * 0x9E37_79B9_7F4A_7C15));

    /// <summary>The same run for a call that acts as at inference in training too: Keras' <c>training=False</c>.</summary>
    public Pass AtInference => new(this, training: false);

    /// <summary>The part of a value that is a step's, where the steps lie one after another with the batch behind them.</summary>
    /// <param name="value">All steps; none of it is none of them.</param>
    /// <param name="step">The step.</param>
    /// <param name="bytes">Bytes a step has in each row.</param>
    public TensorRef StepOf(TensorRef value, int step, int bytes) => value.IsNone ? value : new((float*)((byte*)value.Pointer + ((nint)step * _batch * bytes)));

    /// <summary>The model's input <paramref name="index"/>.</summary>
    public TensorRef Input(int index) => Memory.Inputs[index];

    /// <summary>Where the model's output <paramref name="index"/> goes.</summary>
    public TensorRef Output(int index) => Memory.Outputs[index];

    /// <summary>A variable.</summary>
    /// <param name="offset">Its place in the weight arena, in float32 values.</param>
    public TensorRef Weight(int offset) => new(Memory.Weights + offset);

    /// <summary>A copy of a variable in the type that kernels compute with.</summary>
    /// <param name="offset">Its place among the copies, in float32 values.</param>
    public TensorRef ComputeWeight(int offset) => new(Memory.ComputeWeights + offset);

    /// <summary>Whether training changes the weights of layer <paramref name="layer"/>: it isn't frozen.</summary>
    public bool Trains(int layer) => _trained is null || _trained[layer];

    /// <summary>Where the gradient of a variable is added; none while its layer is frozen.</summary>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="offset">The variable's place in the weight arena.</param>
    public TensorRef WeightGradient(int layer, int offset) => Trains(layer) ? new(Memory.WeightGradients + offset) : default;

    /// <summary>A value between layers, or what a layer keeps for the backward pass.</summary>
    /// <param name="offset">Its place in the activation arena, in float32 values per row.</param>
    public TensorRef Activation(int offset) => new(Memory.Activations + ((nint)offset * _batch));

    /// <summary>Values whose number doesn't depend on the batch, kept for the backward pass.</summary>
    /// <param name="offset">Their place, in float32 values.</param>
    public TensorRef Fixed(int offset) => new(Memory.Fixed + offset);

    /// <summary>What the model's call before this one has left of a state that a layer carries; none where nothing is carried.</summary>
    /// <param name="offset">Its place among all that the model carries, in float32 values per row.</param>
    /// <param name="perRow">Its values per row.</param>
    public TensorRef CarriedState(int offset, int perRow) => StateAt(Memory.CarriedStates, offset, perRow);

    /// <summary>Where this call leaves a state that a layer carries; none where nothing is carried.</summary>
    /// <param name="offset">Its place among all that the model carries, in float32 values per row.</param>
    /// <param name="perRow">Its values per row.</param>
    public TensorRef NextState(int offset, int perRow) => StateAt(Memory.NextStates, offset, perRow);

    /// <summary>Adds a penalty of a layer's to the loss of the run.</summary>
    internal void AddPenalty(double penalty)
    {
        if (Memory.Penalty != null)
            *Memory.Penalty += penalty;
    }

    /// <summary>The gradient of a value between layers.</summary>
    /// <param name="offset">Its place in the arena of gradients, in float32 values per row.</param>
    public TensorRef Gradient(int offset) => new(Memory.Gradients + ((nint)offset * _batch));

    /// <summary>The gradient of the model's output <paramref name="index"/>, given by the loss.</summary>
    public TensorRef OutputGradient(int index) => Memory.OutputGradients[index];

    /// <summary>Where the gradient of the model's input <paramref name="index"/> goes; none if nobody asked.</summary>
    public TensorRef InputGradient(int index) => Memory.InputGradients == null ? default : Memory.InputGradients[index];

    // Those of all rows of the batch, of which the pass may have some.
    private TensorRef StateAt(float* states, int offset, int perRow) =>
        states == null ? default : new(states + ((nint)offset * Memory.StateRows) + ((nint)Memory.FirstRow * perRow));
}

/// <summary>The memory of a <see cref="Pass"/>.</summary>
internal unsafe struct PassMemory
{
    public TensorRef* Inputs;
    public TensorRef* Outputs;
    public TensorRef* OutputGradients;
    public TensorRef* InputGradients;
    public float* Weights;
    public float* ComputeWeights;
    public float* WeightGradients;
    public float* Activations;
    public float* Fixed;
    public float* Gradients;
    public float* CarriedStates;
    public float* NextStates;
    public double* Penalty;
    public bool CountsPenalties;
    public int StateRows;
    public int FirstRow;
}
