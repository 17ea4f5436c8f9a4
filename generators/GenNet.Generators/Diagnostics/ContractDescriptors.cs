using GenNet.Contracts;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Diagnostics;

/// <summary>All rules GN1xxx: the model no longer fits weights that were saved from it.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string ContractCategory = "GenNet.Weights";

    // {0} Model.Property (Kind), {1} what changed and what followed, {2} version of the contract, {3} the first way out, {4} what formats of others do with it
    private const string ChangeMessage = $"{{0}}: {{1}} (against {{2}}){{4}}; {{3}}, or accept it with the code fix or '{WeightContract.AcceptCommand}'";

    /// <summary>DigitNet.Output (Dense): kernel is float32 64,12 and was float32 64,10 ….</summary>
    public static readonly DiagnosticDescriptor ShapeChanged = Contract("GN1001", "A saved variable has another shape", ChangeMessage);

    /// <summary>DigitNet.Output (Dense): bias, float32 10, is gone ….</summary>
    public static readonly DiagnosticDescriptor VariableRemoved = Contract("GN1002", "A saved variable is gone", ChangeMessage);

    /// <summary>DigitNet.Output (Dense): bias, float32 10, is new ….</summary>
    public static readonly DiagnosticDescriptor VariableAdded = Contract("GN1003", "A variable is new and not in saved weights", ChangeMessage);

    /// <summary>DigitNet.Output (Dense): kernel is float16 64,10 and was float32 64,10 ….</summary>
    public static readonly DiagnosticDescriptor DTypeChanged = Contract("GN1004", "A saved variable has another element type", ChangeMessage);

    /// <summary>DigitNet.norm1 (BatchNormalization): BatchNormalization is gone, and with it gamma float32 32, …</summary>
    public static readonly DiagnosticDescriptor LayerRemoved = Contract("GN1005", "A saved layer is gone", ChangeMessage);

    /// <summary>DigitNet.Extra (Dense): Dense is new, and with it kernel float32 10,10, ….</summary>
    public static readonly DiagnosticDescriptor LayerAdded = Contract("GN1006", "A layer is new and not in saved weights", ChangeMessage);

    /// <summary>DigitNet.Body (Dense): 'hidden' is gone and 'body' is new with the same kernel float32 64,32 ….</summary>
    public static readonly DiagnosticDescriptor LayerRenamed = Contract("GN1007", "A saved layer has another name", ChangeMessage);

    /// <summary>DigitNet.Norm (LayerNormalization): is a LayerNormalization and was a BatchNormalization ….</summary>
    public static readonly DiagnosticDescriptor KindChanged = Contract("GN1008", "A saved layer is of another class", ChangeMessage);

    /// <summary>DigitNet.Output (Dense): activation is linear and was softmax ….</summary>
    public static readonly DiagnosticDescriptor BehaviourChanged =
        Contract("GN1009", "Saved weights load and mean something else", ChangeMessage);

    /// <summary>Model 'DigitNet' has no weight contract ….</summary>
    public static readonly DiagnosticDescriptor NoContract = Contract(
        "GN1010",
        "A model has no weight contract",
        $"Model '{{0}}' has no weight contract, so nothing guards its saved weights: the code fix or '{WeightContract.AcceptCommand}' writes {{1}}; check that file in");

    /// <summary>The contract of 'DigitNet' is out of date ….</summary>
    public static readonly DiagnosticDescriptor ContractOutOfDate = Contract(
        "GN1011",
        "A weight contract is out of date",
        $"{{0}} says version {{1}} of model '{{2}}' otherwise than the class does now ({{3}}); {{4}}, so the code fix or '{WeightContract.AcceptCommand}' just brings it up to date",
        DiagnosticSeverity.Info);

    /// <summary>DigitNet.weights.txt: expected 'version 1' ….</summary>
    public static readonly DiagnosticDescriptor MalformedContract = Contract(
        "GN1012", "A weight contract can't be read", "This weight contract can't be read, so it guards nothing: {0}");

    /// <summary>'A.weights.txt' and 'B.weights.txt' are both contracts of 'DigitNet' ….</summary>
    public static readonly DiagnosticDescriptor SeveralContracts = Contract(
        "GN1013", "A model has several weight contracts", "Model '{0}' has the contracts {1}: keep the first, which is the one in use, and delete the others");

    /// <summary>TwinNet.Difference (Subtract): takes right, left and took left, right ….</summary>
    public static readonly DiagnosticDescriptor ConnectionChanged = Contract("GN1020", "A layer takes other values than when weights were saved", ChangeMessage);

    /// <summary>TwoHeads: the model returns (parity, digit) and returned (digit, parity) ….</summary>
    public static readonly DiagnosticDescriptor OutputsChanged = Contract("GN1021", "The model returns something else than when weights were saved", ChangeMessage);

    /// <summary>DigitNet.Pool1 (AveragePooling2D): is a AveragePooling2D and was a MaxPooling2D ….</summary>
    public static readonly DiagnosticDescriptor WeightlessLayer = Contract("GN1022", "A layer without weights came, went or became another", ChangeMessage);

    /// <summary>DigitNet: input 'image' was called 'input' ….</summary>
    public static readonly DiagnosticDescriptor InputsChanged = Contract(
        "GN1023",
        "The model's inputs have changed, and saved weights still fit",
        $"{{0}}: {{1}}; saved weights still fit, so the code fix or '{WeightContract.AcceptCommand}' just brings {{2}} up to date",
        DiagnosticSeverity.Info);

    /// <summary>TwinNet: Keras 3 would load this silently wrong: 'fast/kernel' would receive 'slow/kernel' ….</summary>
    public static readonly DiagnosticDescriptor FormatHazard = Contract(
        "GN1024",
        "A format that goes by places would mistake layers",
        "{0}: {1} (against {2}); GenNet goes by names, where a file has them, and its own files always do: load old weights here and save them again",
        DiagnosticSeverity.Info);

    /// <summary>DigitNet: input 'input' is float32 16,4,1 and was float32 8,8,1; 'flat' puts 16,4 in a row and put 8,8 ….</summary>
    public static readonly DiagnosticDescriptor InputFolded = Contract("GN1025", "Saved weights fit an input of other sides and mean something else", ChangeMessage);

    /// <summary>Two changes met in a merge ….</summary>
    public static readonly DiagnosticDescriptor ConflictedContract = Contract(
        "GN1030", "A weight contract has the marks of a merge conflict", "This weight contract guards nothing until its merge is settled: {0}", DiagnosticSeverity.Error);

    /// <summary>Model 'App.Net' has no weight contract, and 'Old.weights.txt' is of 'App.Old' ….</summary>
    public static readonly DiagnosticDescriptor RenamedModel = Contract(
        "GN1031",
        "A model has lost its weight contract",
        "Model '{0}' has no weight contract, and {1} is of '{2}', which is no model here: '{0}' {3}. If it was '{2}', the code fix writes its new name into {1}, and what was saved stays guarded; if it is a new model, delete {1} or exclude it from the project");

    /// <summary>Old.weights.txt is the contract of 'App.Old' ….</summary>
    public static readonly DiagnosticDescriptor OrphanContract = Contract(
        "GN1032",
        "A weight contract has no model",
        "{0} is the weight contract of '{1}', and the project has no such model, so nothing guards weights that were saved with it: if the class was renamed, write its name with namespace into the line 'model'; if it is gone for good, delete {0}");

    /// <summary>DigitNet: no way leads from version 1 of DigitNet.weights.txt to the class ….</summary>
    public static readonly DiagnosticDescriptor VersionWithoutWay = Contract(
        "GN1040",
        "Files of a frozen version can't be loaded any more",
        "{0}: {1} ({2}): {3}");

    /// <summary>'Upgrade' migrates weights of frozen versions, and there is no version 3 ….</summary>
    public static readonly DiagnosticDescriptor UnknownVersion = Contract(
        "GN1041", "A class declares something of a version that its contract doesn't have", "{0} {1}, and names version {2}: {3}");

    /// <summary>DigitNet.Output (Dense): kernel is float32 64,12 and was float32 64,10 in weights/digits.weights.h5 ….</summary>
    public static readonly DiagnosticDescriptor WeightFileDoesNotFit = Contract(
        "GN1042",
        "A weight file that the project guards doesn't fit the model",
        "{0}: {1} (against the file {2}): change the class back, say what became of it with [FormerName], [Reinitialized] or [WeightMigration], or save the file again");

    /// <summary>weights/digits.weights.h5 belongs to model 'Digits.Net', and there is none ….</summary>
    public static readonly DiagnosticDescriptor WeightFileWithoutModel = Contract(
        "GN1043",
        "A weight file that the project guards names no model",
        "The file {0} belongs to model '{1}', and neither this project nor a library that it references has it: name the class in full with Model=\"…\" in <GenNetWeights>, so that the file is guarded",
        tags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Zoo.Net, output: kernel is float32 64,12 and was float32 64,10 in weights/zoo.weights.h5 ….</summary>
    public static readonly DiagnosticDescriptor WeightFileDoesNotFitLibrary = Contract(
        "GN1044",
        "A weight file that the project guards doesn't fit a library's model",
        "{0}: {1} (against the file {2}): take the version of the library that the file was saved with, or save the file again from this one",
        tags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>DigitNet.Body: [FormerName("Hidden")] leads to nothing: no version of DigitNet.weights.txt has it; write [FormerName("hidden")] ….</summary>
    public static readonly DiagnosticDescriptor FormerNameUnknown = Contract(
        "GN1045", "A former name leads to nothing", "{0}: [FormerName(\"{1}\")] leads to nothing: {2}; {3}");

    /// <summary>DigitNet.weights.txt: Dense has no argument 'activaton'; it has 'activation' ….</summary>
    public static readonly DiagnosticDescriptor ContractArgument = Contract(
        "GN1046",
        "A weight contract says what no layer has",
        $"{{0}}: {{1}}, so nothing guards it: write what the class had, take the file from version control, or bring it up to date with '{WeightContract.AcceptCommand}'",
        DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Contract(
        string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning, params string[] tags) =>
        new(
            id,
            title,
            $"{message} ({RulePages.HowToRead(id)})",
            ContractCategory,
            severity,
            isEnabledByDefault: true,
            helpLinkUri: RulePages.AddressOf(id),
            customTags: tags);
}
