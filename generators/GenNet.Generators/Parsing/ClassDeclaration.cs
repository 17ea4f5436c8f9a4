using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>How the user wrote the model's class, as far as the generated parts must repeat it. Structurally equal, without Roslyn types.</summary>
/// <param name="Namespace">Its namespace; empty if it has none.</param>
/// <param name="Head">Its own head.</param>
/// <param name="Containers">Heads of the types around it, outermost first.</param>
/// <param name="Properties">Its layers, in their order.</param>
/// <param name="DeniesClsCompliance">Whether the generated part must say that the class isn't CLS-compliant, as its assembly claims to be.</param>
internal sealed record ClassDeclaration(
    string Namespace,
    TypeHead Head,
    EquatableArray<TypeHead> Containers,
    EquatableArray<PropertyDeclaration> Properties,
    bool DeniesClsCompliance)
{
    /// <summary>Modifier of its typed weights, and of what takes and returns them.</summary>
    public string WeightsAccess { get; init; } = "public";

    /// <summary>Its <c>Forward</c>, where only the class itself can call that.</summary>
    public ForwardDeclaration? HiddenForward { get; init; }

    /// <summary>The class's name.</summary>
    public string Name => Head.Name;

    /// <summary>Its name as the compiler looks it up.</summary>
    public string MetadataName => (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join("+", Containers.Append(Head).Select(static t => t.NameWithArity));

    /// <summary>Name with namespace, containing types and numbers of type parameters, unique in a compilation: <c>Zoo.Outer`1.Net</c>.</summary>
    public string FullName =>
        string.Join(".", (Namespace.Length == 0 ? [] : new[] { Namespace }).Concat(Containers.Append(Head).Select(static t => t.NameWithArity)));
}

/// <summary>What every part of a type repeats.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeParameters">Its type parameters in C#: <c>&lt;in T&gt;</c>; empty if it has none.</param>
internal sealed record TypeHead(string Keyword, string Name, string TypeParameters)
{
    /// <summary>Its name, and the number of its type parameters if it has any: <c>Outer`1</c>.</summary>
    public string NameWithArity => TypeParameters.Length == 0 ? Name : $"{Name}`{TypeParameters.Count(static c => c == ',') + 1}";
}

/// <summary>A layer property as declared.</summary>
/// <param name="Modifiers">Its modifiers, which the implementing part must repeat: <c>public partial</c>.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">Name of the backing field, which no other member has.</param>
/// <param name="IsSubmodel">Whether it is a model and no layer.</param>
/// <param name="LayerCount">How many of the class's layers it stands for; of a list, each element does.</param>
internal sealed record PropertyDeclaration(string Modifiers, string Type, string Name, string Field, bool IsSubmodel, int LayerCount)
{
    /// <summary>Whether it is a weight of the model's own and no layer.</summary>
    public bool IsVariable { get; init; }

    /// <summary>The XML of the documentation that the user wrote on it; empty if there is none.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>What it is a list of; null if it is none.</summary>
    public ListDeclaration? List { get; init; }

    /// <summary>The layers that it holds, or that each element of the list does.</summary>
    public EquatableArray<ContentDeclaration> Content { get; init; }
}

/// <summary>A layer within another one.</summary>
/// <param name="Type">Name of its type.</param>
/// <param name="Content">The layers that it holds itself.</param>
internal sealed record ContentDeclaration(string Type, EquatableArray<ContentDeclaration> Content)
{
    /// <summary>The layers that a layer like <paramref name="spec"/> holds.</summary>
    public static EquatableArray<ContentDeclaration> Of(LayerSpec? spec) =>
        spec is WrapperSpec wrapper ? wrapper.Content.Select(static held => new ContentDeclaration(held.Spec.TypeName, Of(held.Spec))).ToEquatableArray() : EquatableArray<ContentDeclaration>.Empty;
}

/// <summary>A list of layers, or of models.</summary>
/// <param name="Type">Type of its elements, fully qualified.</param>
/// <param name="Count">How many.</param>
internal sealed record ListDeclaration(string Type, int Count);
