using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What a model's saved weights are: the content of its <c>&lt;Model&gt;.weights.txt</c>, which is checked in beside the class. One version is
/// one set of layers and variables that files may have been saved with; the newest comes first, and only that one may be a draft.
/// </summary>
/// <remarks>
/// <code>
/// gennet-weights 2
/// model Samples.Digits.DigitNet
/// version 1 draft
///   (input)            InputLayer dtype=float32 shape=8,8,1
///   conv1              Conv2D strides=1,1 padding=valid data_format=channels_last dilation_rate=1,1 groups=1 activation=relu
///     kernel           float32 3,3,1,32
///     bias             float32 32
/// </code>
/// A layer takes the value of the line before unless <c>from=</c> says otherwise; names in parentheses are inputs and tensor operations,
/// which have no weights; variables before the inputs are the model's own; <c>training</c> marks layers that do nothing at inference, <c>compute_dtype</c> those that compute in another type than
/// float32; <c>subclassed</c> or <c>layer</c> in the line of a version what the class was in Keras, where the groups of weight files follow from it; lines that begin with <c>#</c> are comments.
/// </remarks>
/// <param name="Model">Full name of the model's class.</param>
/// <param name="Versions">Versions, newest first; at least one.</param>
public sealed record WeightContract(string Model, EquatableArray<ContractVersion> Versions)
{
    /// <summary>End of a contract's file name; the beginning is the class name.</summary>
    public const string FileSuffix = ".weights.txt";

    /// <summary>The command that accepts a project's models wherever GenNet's package is referenced.</summary>
    public const string AcceptCommand = "dotnet build -t:GenNetAccept";

    /// <summary>The newest version.</summary>
    public ContractVersion Current => Versions[0];

    /// <summary>Version of the grammar that it is written in; accepting a change writes the newest.</summary>
    public int Grammar { get; init; } = ContractText.Grammar;

    /// <summary>Comments and empty lines between the first line and <c>model</c>.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>Comments and empty lines at the end.</summary>
    public EquatableArray<string> CommentsAtEnd { get; init; }

    /// <summary>How lines end: a line feed, or carriage return and line feed.</summary>
    public string NewLine { get; init; } = "\n";

    /// <summary>Reads a contract's text; what is wrong with it is part of the result, never an exception.</summary>
    public static ContractParseResult Parse(string text) => ContractReader.Read(text);

    /// <summary>
    /// Whether <paramref name="text"/>, a contract that this version of GenNet can't read, is whole and only newer: its first line names a later grammar, and
    /// <paramref name="hash"/> is the one of its version.
    /// </summary>
    /// <param name="text">A contract of one version, as GenNet puts it into weight files.</param>
    /// <param name="hash">The hash that stands beside it.</param>
    public static bool IsNewer(string text, string hash) => ContractText.IsOfNewerGrammar(text.Split('\n')[0]) && ContractHash.OfText(text) == hash;

    /// <summary>
    /// The contract once the present <paramref name="model"/> is accepted: its draft is rewritten; a frozen version stays, and the model becomes
    /// a draft after it unless it is that version already. A draft that is undone, so that the model is the frozen version before it again, is dropped.
    /// </summary>
    /// <param name="existing">The contract so far; null if there is none.</param>
    /// <param name="model">The model as it is now.</param>
    public static WeightContract Accept(WeightContract? existing, ModelSpec model)
    {
        var now = ContractVersion.Of(model);
        if (existing is null)
            return new(model.FullName, EquatableArray.Of(now));
        if (existing is { Current.IsDraft: true, Versions.Count: > 1 } && existing.Versions[1].HasSameBody(now))
            return existing with { Versions = existing.Versions.Skip(1).ToEquatableArray() };
        // What the class is in Keras is no other version: GenNet loads the files of both.
        if (existing.Current.HasSameBody(now))
            return existing.Current.Form == now.Form ? existing : existing with { Grammar = ContractText.Grammar, Versions = existing.Versions.Skip(1).Prepend(existing.Current with { Form = now.Form }).ToEquatableArray() };
        var current = existing.Current;
        var accepted = now.WithCommentsOf(current) with { Number = current.IsDraft ? current.Number : checked(current.Number + 1) };
        if (!current.IsDraft)
            accepted = accepted with { Comments = default };
        return existing with { Model = model.FullName, Grammar = ContractText.Grammar, Versions = existing.Versions.Skip(current.IsDraft ? 1 : 0).Prepend(accepted).ToEquatableArray() };
    }

    /// <summary>The contract with its draft ended: from then on files are promised to load.</summary>
    public WeightContract Freeze() =>
        this with { Versions = Versions.Skip(1).Prepend(Current with { IsDraft = false }).ToEquatableArray() };

    /// <summary>The contract with its newest version a draft again, for one that no file was published with.</summary>
    public WeightContract Unfreeze() =>
        this with { Versions = Versions.Skip(1).Prepend(Current with { IsDraft = true }).ToEquatableArray() };

    /// <summary>The text as it stands in the file.</summary>
    public override string ToString() => ContractWriter.Write(this);
}
