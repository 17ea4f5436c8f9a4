using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Diagnostics;

/// <summary>All rules GN0xxx: the model itself is wrong. Each has a page <c>generators/rules/&lt;id&gt;.md</c>.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string ModelCategory = "GenNet.Model";

    /// <summary>Model class 'DigitNet' must be partial: GenNet writes the other part. Add 'partial' to 'Outer'.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Rule(
        id: "GN0001",
        title: "A model class must be partial",
        message: "Model class '{0}' must be partial, as GenNet writes its other part: add 'partial' to '{1}'");

    /// <summary>Model class 'DigitNet' can't be abstract: ….</summary>
    public static readonly DiagnosticDescriptor UnsupportedClass = Rule(
        id: "GN0002",
        title: "A model must be a plain class",
        message: "Model class '{0}' can't be {1}: make it a plain class with its sizes in the attributes");

    /// <summary>Model class 'DigitNet' derives from 'Base': ….</summary>
    public static readonly DiagnosticDescriptor WrongBase = Rule(
        id: "GN0003",
        title: "A model must derive from GenNet.Model",
        message: "Model class '{0}' derives from '{1}' and must derive from GenNet.Model alone: take the base class away, GenNet adds the right one");

    /// <summary>Model 'DigitNet' has no layers: ….</summary>
    public static readonly DiagnosticDescriptor NoLayers = Rule(
        id: "GN0004",
        title: "A model needs a layer",
        message: "Model '{0}' has no layers: declare at least one, such as '[Dense(10)] public partial Dense Output {{ get; }}'");

    /// <summary>Model 'DigitNet' doesn't say what it takes: ….</summary>
    public static readonly DiagnosticDescriptor InputMissing = Rule(
        id: "GN0005",
        title: "A model must say the shape of its inputs",
        message: "Model '{0}' doesn't say the shape of {1}: add an [{2}(…)] with its dimensions, the batch left out");

    /// <summary>Dimension 0 of input 'image' is -1 and must be at least 1: ….</summary>
    public static readonly DiagnosticDescriptor InputDimension = Rule(
        id: "GN0006",
        title: "Input dimensions must be at least 1",
        message: "Dimension {1} of input '{0}' is {2} and must be at least 1; the batch isn't part of the shape");

    /// <summary>Model 'DigitNet' has a Forward method, so its inputs are the parameters of Forward: move this [Input] to one of them.</summary>
    public static readonly DiagnosticDescriptor InputOnClass = Rule(
        id: "GN0007",
        title: "[Input] stands where the input is declared",
        message: "Model '{0}' {1}");

    /// <summary>Model 'DigitNet' needs C# 13 ….</summary>
    public static readonly DiagnosticDescriptor LanguageVersion = Rule(
        id: "GN0008",
        title: "A model needs C# 13",
        message: "Model '{0}' is compiled as C# {1} and needs C# {2} or later, as layers are partial properties: take LangVersion out of the project, or set it to {2}");

    /// <summary>Model 'DigitNet' has a primary constructor ….</summary>
    public static readonly DiagnosticDescriptor Construction = Rule(
        id: "GN0009",
        title: "A model is made by its generated constructor",
        message: "Model '{0}' {1}: {2}");

    /// <summary>Layer property 'Conv1' must be 'public partial Conv2D Conv1 { get; }'.</summary>
    public static readonly DiagnosticDescriptor LayerProperty = Rule(
        id: "GN0010",
        title: "A layer must be a partial property with a getter alone",
        message: "Layer property '{0}' must be declared 'partial {1} {0} {{ get; }}' with any accessibility: {2}");

    /// <summary>Layer 'Conv1' is a Conv2D, and its property is of type 'Dense'.</summary>
    public static readonly DiagnosticDescriptor LayerType = Rule(
        id: "GN0011",
        title: "A layer property must have the layer's type",
        message: "Layer '{0}' is declared as {1}, so its property must be of type '{1}' and not '{2}'");

    /// <summary>'FooAttribute' is no layer of GenNet: ….</summary>
    public static readonly DiagnosticDescriptor UnknownLayer = Rule(
        id: "GN0012",
        title: "The attribute is no layer of GenNet",
        message: "'{0}' on '{1}' is no layer that GenNet knows: use one of {2}; for a layer of your own derive the attribute from CustomLayerAttribute<TLayer>, and the layer from CustomLayer");

    /// <summary>DigitNet.Conv1 (Conv2D): KernelSize is ….</summary>
    public static readonly DiagnosticDescriptor LayerArgument = Rule(
        id: "GN0013",
        title: "A layer's argument is wrong",
        message: "{0}: {1}");

    /// <summary>DigitNet.Conv1 (Conv2D): needs an input of three axes.</summary>
    public static readonly DiagnosticDescriptor LayerInput = Rule(
        id: "GN0014",
        title: "A layer's input doesn't fit it",
        message: "{0}: {1}");

    /// <summary>Layer 'Conv1' has two layer attributes.</summary>
    public static readonly DiagnosticDescriptor SeveralLayerAttributes = Rule(
        id: "GN0015",
        title: "A layer property has one layer attribute",
        message: "'{0}' {1}");

    /// <summary>The name 'Predict' is taken.</summary>
    public static readonly DiagnosticDescriptor NameTaken = Rule(
        id: "GN0016",
        title: "The name is taken by a generated or inherited member",
        message: "The name '{0}' is taken: {1}; {2}");

    /// <summary>Layers 'Conv1' and 'Conv2' have the same Keras name.</summary>
    public static readonly DiagnosticDescriptor LayerName = Rule(
        id: "GN0017",
        title: "Layer names must be distinct",
        message: "{0} '{1}' is named '{2}' in weight files, {3}; give it another Name");

    /// <summary>DigitNet.Shared (Dense): its first call needs kernel (4, 8), this one kernel (5, 8).</summary>
    public static readonly DiagnosticDescriptor SharedLayerShapes = Rule(
        id: "GN0018",
        title: "All calls of a layer must share its weights",
        message: "{0}.{1} ({2}): its first call needs {3} and this one {4}; a layer called twice shares its weights, so declare a second layer");

    /// <summary>'Conv1' is of type Conv2D and has no layer attribute.</summary>
    public static readonly DiagnosticDescriptor LayerAttributeMissing = Rule(
        id: "GN0019",
        title: "A layer property needs its layer's attribute",
        message: "'{0}' is of type '{1}' and has no layer attribute, so it is no layer of the model: {2}");

    /// <summary>'while (true)' can't be compiled in Forward: ….</summary>
    public static readonly DiagnosticDescriptor UnsupportedSyntax = Rule(
        id: "GN0020",
        title: "Forward holds something that can't be compiled",
        message: "'{0}' can't be compiled in Forward: {1}");

    /// <summary>Forward of 'DigitNet' takes no input: ….</summary>
    public static readonly DiagnosticDescriptor ForwardSignature = Rule(
        id: "GN0021",
        title: "Forward takes and returns tensors",
        message: "Forward of '{0}' {1}: {2}");

    /// <summary>Layer 'Conv1' is never called in Forward.</summary>
    public static readonly DiagnosticDescriptor LayerNotCalled = Rule(
        id: "GN0022",
        title: "A layer is never called in Forward",
        message: "{0} in Forward, {1} or remove the property");

    /// <summary>The result of this Conv2D is never used.</summary>
    public static readonly DiagnosticDescriptor ResultNotUsed = Rule(
        id: "GN0023",
        title: "A result in Forward is never used",
        message: "The result of this {0} is neither used nor returned: return it, or remove the call");

    /// <summary>'x' is neither a tensor nor a layer here: ….</summary>
    public static readonly DiagnosticDescriptor UnknownName = Rule(
        id: "GN0024",
        title: "A name in Forward is neither a tensor nor a layer",
        message: "'{0}' is not known in Forward: {1}");

    /// <summary>Layer 'Conv1' (Conv2D) takes 1 input and is given 2.</summary>
    public static readonly DiagnosticDescriptor InputCount = Rule(
        id: "GN0025",
        title: "A layer is given another number of inputs than it takes",
        message: "Layer '{0}' ({1}) takes {2} and is given {3}");

    /// <summary>Two outputs are named 'Digit'.</summary>
    public static readonly DiagnosticDescriptor OutputName = Rule(
        id: "GN0026",
        title: "Outputs need distinct names",
        message: "Output name '{0}' is taken by another output or by a member of Prediction, or is no name in C#: {1}");

    /// <summary>DigitNet.Output (Dense): its kernel of shape (60000, 60000) has 3600000000 values, ….</summary>
    public static readonly DiagnosticDescriptor TooLarge = Rule(
        id: "GN0027",
        title: "A model's memory must be countable in 32 bits",
        message: "{0} has {1} values, and 2147483647 are the most that can be counted: {2}");

    /// <summary>Layers of 'DigitNet' are declared in 'A.cs' and 'B.cs' ….</summary>
    public static readonly DiagnosticDescriptor LayersInSeveralFiles = Rule(
        id: "GN0028",
        title: "Layers without Forward are declared in one file",
        message: "Layers of '{0}' are declared in {1}, and their order must not follow the names of files: declare all in one file, or write the order down in a Forward method");

    /// <summary>'DigitNet' has the layer 'Conv1' and no [Model] ….</summary>
    public static readonly DiagnosticDescriptor ModelAttributeMissing = Rule(
        id: "GN0029",
        title: "A class with layers needs [Model]",
        message: "'{0}' has {1} and no [Model], so it is no model and GenNet writes nothing for it: put {2} before the class");

    /// <summary>Input 'answer' has a length up to 64, and 'question' one up to 128: ….</summary>
    public static readonly DiagnosticDescriptor InputLength = Rule(
        id: "GN0030",
        title: "A model has one length that is known at run time",
        message: "Input '{0}' {1}");

    /// <summary>Layer class 'Gate' has no Forward ….</summary>
    public static readonly DiagnosticDescriptor CustomLayerForm = Rule(
        id: "GN0040",
        title: "A layer of one's own must be a class that can be called",
        message: "Layer class '{0}' {1}");

    /// <summary>The rule 'input[..^1], unit' of 'Gate': ….</summary>
    public static readonly DiagnosticDescriptor CustomRule = Rule(
        id: "GN0041",
        title: "A rule of a layer of one's own is wrong",
        message: "The rule '{1}' of layer '{0}': {2}");

    /// <summary>Attribute 'GateAttribute' has the argument 'Size' of type object ….</summary>
    public static readonly DiagnosticDescriptor CustomArgument = Rule(
        id: "GN0042",
        title: "The compiler must know the arguments of a layer of one's own",
        message: "Attribute '{0}' {1}");

    /// <summary>[FormerName] of 'Net.Body': 'body' is its name now ….</summary>
    public static readonly DiagnosticDescriptor LayerHistory = Rule(
        id: "GN0050",
        title: "What is declared of a layer's past must be possible",
        message: "[{0}] of '{1}': {2}");

    /// <summary>Migration 'Upgrade' must be as static Weights Upgrade(WeightsV1 old, Weights fresh) ….</summary>
    public static readonly DiagnosticDescriptor Migration = Rule(
        id: "GN0051",
        title: "A migration takes the weights of a version and returns those of a newer one",
        message: "Migration '{0}' {1}");

    /// <summary>Migration 'Upgrade' needs frozen version 2: Net.weights.txt has frozen version 1 ….</summary>
    public static readonly DiagnosticDescriptor MissingVersion = Rule(
        id: "GN0052",
        title: "A migration needs a version that the contract keeps",
        message: "Migration '{0}' needs frozen version {1}: {2}");

    /// <summary>All rules about the model itself.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Model { get; } =
    [
        NotPartial,
        UnsupportedClass,
        WrongBase,
        NoLayers,
        InputMissing,
        InputDimension,
        InputOnClass,
        LanguageVersion,
        Construction,
        LayerProperty,
        LayerType,
        UnknownLayer,
        LayerArgument,
        LayerInput,
        SeveralLayerAttributes,
        NameTaken,
        LayerName,
        SharedLayerShapes,
        LayerAttributeMissing,
        UnsupportedSyntax,
        ForwardSignature,
        LayerNotCalled,
        ResultNotUsed,
        UnknownName,
        InputCount,
        OutputName,
        TooLarge,
        LayersInSeveralFiles,
        ModelAttributeMissing,
        InputLength,
        CustomLayerForm,
        CustomRule,
        CustomArgument,
        LayerHistory,
        Migration,
        MissingVersion,
    ];

    /// <summary>The rule about models of that id.</summary>
    public static DiagnosticDescriptor OfModel(string id) => Model.First(rule => rule.Id == id);

    // No setting, pragma, attribute or kind of file lets a wrong model build: [SuppressMessage] passes over what is tagged as the compiler's own alone.
    private static DiagnosticDescriptor Rule(string id, string title, string message) => new(
        id,
        title,
        $"{message} ({RulePages.HowToRead(id)})",
        ModelCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.AddressOf(id),
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler]);
}
