using GenNet.Graph;
using GenNet.Specs;

namespace GenNet;

/// <summary>What the generator knows of a model: names, shapes, variables, and how much memory its code needs. One static instance a model.</summary>
public sealed record ModelDescription
{
    /// <summary>Name of the class with its namespace.</summary>
    public required string FullName { get; init; }

    /// <summary>Keras' name of the model.</summary>
    public required string KerasName { get; init; }

    /// <summary>Whether the model is Keras' Sequential: layers one after another.</summary>
    public required bool IsSequential { get; init; }

    /// <summary>Whether its layers follow each other though it is no Sequential: each is called once, and takes what the one before yields.</summary>
    public bool IsChain { get; init; }

    /// <summary>The weight contract's version that the class was compiled with; 0 if it has no contract, or if no version of it is the class as it stands.</summary>
    public required int ContractVersion { get; init; }

    /// <summary>Hash of the model's weight contract, in hexadecimal digits.</summary>
    public required string ContractHash { get; init; }

    /// <summary>Text of the model's weight contract with this one version, as it would stand in <c>&lt;Model&gt;.weights.txt</c>: what files are compared with.</summary>
    public required string Contract { get; init; }

    /// <summary>The older versions that the contract keeps, newest first: files that were saved with them load through what the class declares.</summary>
    public IReadOnlyList<KeptVersion> KeptVersions { get; init; } = [];

    /// <summary>Methods that make weights of newer versions of older ones'.</summary>
    public IReadOnlyList<MigrationDescription> Migrations { get; init; } = [];

    /// <summary>Inputs in order.</summary>
    public required IReadOnlyList<TensorDescription> Inputs { get; init; }

    /// <summary>Outputs in order.</summary>
    public required IReadOnlyList<TensorDescription> Outputs { get; init; }

    /// <summary>Layers in declaration order.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>Layers that lie within others, in the order of these.</summary>
    public IReadOnlyList<ContentDescription> Contents { get; init; } = [];

    /// <summary>Groups of a Keras weight file in Keras' order.</summary>
    public required IReadOnlyList<WeightGroupDescription> WeightGroups { get; init; }

    /// <summary>Sizes of the memory that the generated code runs in.</summary>
    public required MemoryDescription Memory { get; init; }

    /// <summary>Why the model can't be trained, to follow its name: it was compiled without training code. Null if it can.</summary>
    public string? TrainingRefusal { get; init; }

    /// <summary>The largest length that a call's sequences may have, where the length is known at run time only (<see cref="InputAttribute.VariableLength"/>); 0 where all shapes are fixed.</summary>
    public int LargestLength
    {
        get
        {
            // Asked for in every step of training: an enumerator would be allocated.
            for (var i = 0; i < Inputs.Count; i++)
            {
                if (Inputs[i].HasRunTimeLength)
                    return Inputs[i].Shape[0];
            }
            return 0;
        }
    }

    /// <summary>What the model asks of a device besides its layers.</summary>
    public DeviceFeatures Features =>
        (LargestLength > 0 ? DeviceFeatures.RunTimeLength : DeviceFeatures.None)
        | (Layers.Any(static layer => layer.CarriedStates.Count > 0) ? DeviceFeatures.CarriedStates : DeviceFeatures.None);

    /// <summary>The number, as one of the model's, of a layer within another one: they follow the declared layers. Generated code asks for it.</summary>
    /// <param name="layer">Number of the layer that holds it.</param>
    /// <param name="content">Which of those that it holds.</param>
    public int ContentNumber(int layer, int content) => Layers.Count + Contents.TakeWhile(held => held.Layer < layer).Count() + content;

    /// <summary>Layer number <paramref name="number"/>: a declared one, or one within another.</summary>
    internal LayerDescription LayerOf(int number) => number < Layers.Count ? Layers[number] : Contents[number - Layers.Count].Description;

    /// <summary>The declared layer that layer number <paramref name="number"/> is, or lies in.</summary>
    internal int DeclaredOf(int number) => number < Layers.Count ? number : Contents[number - Layers.Count].Layer;
}

/// <summary>A layer within another one.</summary>
/// <param name="Layer">Number of the layer that holds it.</param>
/// <param name="Description">What is known of it; its variables are among the outer layer's, in the same memory.</param>
public sealed record ContentDescription(int Layer, LayerDescription Description);

/// <summary>An input or output.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="KerasName">Its name in Keras.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="DType">What it holds.</param>
public sealed record TensorDescription(string Name, string KerasName, TensorShape Shape, DType DType = DType.Float32)
{
    /// <summary>Whether the first dimension is the length that a call says, and <see cref="Shape"/> has the largest one.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>As Keras prints the shape of a call with sequences of <paramref name="length"/> timesteps.</summary>
    internal string ShapeText(int length) => (HasRunTimeLength ? TensorShape.Of([length, .. Shape.Dimensions.Skip(1)]) : Shape).ToKerasString();

    /// <summary>The activation that an output comes out of: a cross entropy of softmax or sigmoid needs no clipping then.</summary>
    public Activation Activation { get; init; }
}

/// <summary>A layer.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="KerasName">Its name in Keras, in the contract and in weight files.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="Inputs">Keras names of the layers and inputs that its first call takes.</param>
/// <param name="InputShapes">Shapes of the inputs of its first call, without the batch.</param>
/// <param name="OutputShape">Shape of its first call's output, without the batch.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
public sealed record LayerDescription(
    string Name,
    string KerasName,
    string Kind,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<TensorShape> InputShapes,
    TensorShape OutputShape,
    IReadOnlyList<VariableDescription> Variables)
{
    /// <summary>Whether training changes its weights, of a new model: <see cref="Layer.Trainable"/> begins with it.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Whether it is a weight of the model's own, among the layers: see <see cref="VariableAttribute"/>.</summary>
    public bool IsVariable { get; init; }

    /// <summary>What the class declares of it in older versions of the contract.</summary>
    public LayerHistory History { get; init; } = LayerHistory.None;

    /// <summary>The model that it belongs to, as names have it: <c>backbone</c> of <c>backbone/dense</c>; empty for the model itself.</summary>
    internal string Model => KerasName.LastIndexOf('/') is >= 0 and var slash ? KerasName[..slash] : "";

    /// <summary>Name of <paramref name="variable"/> in files and messages: <c>dense/kernel</c>, <c>lstm/lstm_cell/kernel</c>; of a weight of the model's own <c>offset</c>.</summary>
    internal string NameOf(VariableDescription variable) => IsVariable ? KerasName : $"{KerasName}/{variable.ScopedName}";

    /// <summary>What it carries from call to call of the model; nothing by default.</summary>
    public IReadOnlyList<CarriedStateDescription> CarriedStates { get; init; } = [];

    /// <summary>
    /// Numbers of the layers whose weights can't be trained because their gradients come through this layer, which has no backward pass: itself, if it has weights, and those before it.
    /// </summary>
    public IReadOnlyList<int> BlocksTrainingOf { get; init; } = [];

    /// <summary>Positions of the input's axes whose elements have statistics of their own, ascending, of a layer that adapts to data.</summary>
    public IReadOnlyList<int> KeptAxes { get; init; } = [];

    /// <summary>Objects in it for which Keras 3 writes groups beside those that its variables lie in.</summary>
    public IReadOnlyList<InnerObject> InnerObjects { get; init; } = [];

    /// <summary>What its first call takes and yields; by default one output, and inputs of float32 values.</summary>
    public LayerCallDescription Call
    {
        get => field ??= new([.. InputShapes.Select(static (shape, i) => new CallValueDescription(i == 0 ? "input" : $"input {i}", shape))], [new("output", OutputShape)], false);
        init;
    }
}

/// <summary>What a call of a layer takes and yields.</summary>
/// <param name="Inputs">What it takes, in the kernels' order.</param>
/// <param name="Outputs">What it yields, in the kernels' order.</param>
/// <param name="PassesMask">Whether the first output (or more: <see cref="MaskedOutputs"/>) has the mask that the call takes, or that came with its first input.</param>
public sealed record LayerCallDescription(IReadOnlyList<CallValueDescription> Inputs, IReadOnlyList<CallValueDescription> Outputs, bool PassesMask)
{
    /// <summary>float32 values per batch row between the calls that it consists of.</summary>
    public int Activations { get; init; }

    /// <summary>What the call says besides its inputs, by Keras' names: <c>use_causal_mask</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>How many outputs, from the first on, have the mask.</summary>
    public int MaskedOutputs { get; init; } = 1;
}

/// <summary>What a layer carries of each batch row from one call of the model to the next, as an LSTM's hidden state with <c>Stateful = true</c>.</summary>
/// <param name="Name">The kernels' name of it: <c>hiddenState</c>.</param>
/// <param name="Offset">Its place among all that the model carries, in float32 values per row.</param>
/// <param name="PerRow">How many values there are per row.</param>
public sealed record CarriedStateDescription(string Name, int Offset, int PerRow);

/// <summary>A value that a call takes or yields.</summary>
/// <param name="Name">The kernels' name of it: <c>input</c>, <c>mask</c>, <c>hiddenState</c>.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="DType">What it holds.</param>
public sealed record CallValueDescription(string Name, TensorShape Shape, DType DType = DType.Float32)
{
    /// <summary>Whether the first dimension is the length that a call says, and <see cref="Shape"/> has the largest one.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>Whether it says which elements of others count.</summary>
    internal bool IsMask => Name is LayerInputs.Mask or LayerOutputs.Mask;
}

/// <summary>A variable.</summary>
/// <param name="Name">Keras' name; of a layer within another one with its role there, <c>forward_layer/kernel</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Offset">Its place in the weight arena, in float32 values, whatever its type.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="IsState">Whether it is never trained, as a moving average; all others are while their layer is.</param>
/// <param name="L1">L1 penalty in the loss.</param>
/// <param name="L2">L2 penalty in the loss.</param>
public sealed record VariableDescription(
    string Name, TensorShape Shape, int Offset, Initializer Initializer, bool IsState = false, double L1 = 0, double L2 = 0)
{
    /// <summary>What its elements are.</summary>
    public DType DType { get; init; }

    /// <summary>Where the float32 copy lies that kernels compute with, among those copies; -1 where they compute with the variable itself.</summary>
    public int ComputeOffset { get; init; } = NoCopy;

    /// <summary>The type that the copy's numbers are of: float16's and bfloat16's are float32 numbers too.</summary>
    public DType ComputeType { get; init; }

    /// <summary>float32 values that take as much memory as the variable, rounded up.</summary>
    public int Slots => checked((int)new TensorType(Shape, DType).StoredSlots);

    /// <summary>In place of <see cref="ComputeOffset"/>.</summary>
    internal const int NoCopy = -1;

    /// <summary>Elements that start at 1, whatever the initializer.</summary>
    public ElementRange Ones { get; init; }

    /// <summary>Where it lies below its layer's group in a Keras 3 weight file: <c>cell</c>; empty for the group itself.</summary>
    public string Path { get; init; } = "";

    /// <summary>Where a Keras 3 weight file has it once more, below its layer's group; null for nowhere.</summary>
    public string? AlsoAt { get; init; }

    /// <summary>What stands between its layer's name and its own in names of Keras: <c>lstm_cell</c>; empty for nothing.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Keras' own name of it, without what a layer that holds its layer puts before it: <c>kernel</c> of <c>forward_layer/kernel</c>.</summary>
    internal string LeafName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Its name with its scope, as it follows the layer's: <c>kernel</c>, <c>lstm_cell/kernel</c>.</summary>
    internal string ScopedName => Scope.Length == 0 ? Name : $"{Scope}/{LeafName}";
}

/// <summary>A layer's group in a Keras weight file.</summary>
/// <param name="Path">Its path: <c>layers/conv2d</c>.</param>
/// <param name="Name">The layer's name in Keras.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="Layer">Index of the layer, or of a weight of the model's own; -1 for an input, and for a model among the layers.</param>
public sealed record WeightGroupDescription(string Path, string Name, string Kind, int Layer)
{
    /// <summary>Of a model among the layers Keras names of the layers and inputs that its first call takes.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Of a model among the layers what its first call yields; of an input of such a model what that is.</summary>
    public IReadOnlyList<CallValueDescription> Outputs { get; init; } = [];

    /// <summary>
    /// Its paths in files of other releases, which call layers of subclassed models otherwise: Keras 3.0 to 3.2 and TensorFlow 2.12, TensorFlow 2.14, tf_keras; the last as checkpoints of TensorFlow do,
    /// where lists have the places of their elements (<c>blocks/0</c>). Empty where all agree.
    /// </summary>
    public IReadOnlyList<string> OtherPaths { get; init; } = [];
}

/// <summary>Sizes in float32 values of the memory that generated code runs in.</summary>
/// <param name="Weights">The weight arena.</param>
/// <param name="TrainableWeights">Its front part, which training can change by gradients: all but state.</param>
/// <param name="InferenceActivations">Values between layers at inference, per batch row.</param>
/// <param name="TrainingActivations">Values between layers in training, and what layers keep for the backward pass, per batch row.</param>
/// <param name="TrainingGradients">Gradients of values between layers, per batch row.</param>
/// <param name="TrainingFixed">What layers keep for the backward pass whatever the batch.</param>
public sealed record MemoryDescription(
    int Weights, int TrainableWeights, int InferenceActivations, int TrainingActivations, int TrainingGradients, int TrainingFixed)
{
    /// <summary>Copies of weights in the type that kernels compute with, of those that have another or are cast.</summary>
    public int ComputeWeights { get; init; }
}
