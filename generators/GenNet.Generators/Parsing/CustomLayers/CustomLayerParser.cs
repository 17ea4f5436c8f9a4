using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using GenNet.Naming;
using GenNet.Rules;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Parsing;

/// <summary>Makes a <see cref="CustomLayerDefinition"/> of a class that derives from <c>CustomLayer</c> and the attribute beside it, of the project or of a referenced library.</summary>
internal sealed class CustomLayerParser(INamedTypeSymbol layer, Reporter reporter, CancellationToken cancellation)
{
    private static readonly LayerInputs s_default = LayerInputs.One;

    /// <summary>The layer; null if something is wrong, which has been reported.</summary>
    public CustomLayerDefinition? Parse()
    {
        var compiled = CustomLayerSymbols.Compiled(layer);
        if (compiled is null && layer.DeclaringSyntaxReferences.IsEmpty)
        {
            Report("comes from a library that was built without GenNet's generator: reference GenNet's package there");
            return null;
        }
        if (compiled is null)
        {
            CustomLayerRules.Check(layer, reporter, cancellation);
            EnumRules.Check(layer, reporter, cancellation);
        }
        if (CustomLayerSymbols.AttributeOf(layer) is not { } attribute)
        {
            Report($"has no attribute that declares it in a model: write 'sealed class {layer.Name}Attribute(…) : CustomLayerAttribute<{layer.Name}>' beside it");
            return null;
        }
        if (compiled is null)
            EnumRules.Check(attribute, reporter, cancellation);
        var arguments = new CustomArgumentParser(layer, attribute, reporter, cancellation).Parse();
        var inputs = Inputs();
        var rules = new RuleChecker(layer.Name, Names(inputs, arguments), reporter, cancellation);
        var weights = CustomWeightParser.Parse(layer, rules, reporter);
        var definition = new CustomLayerDefinition(layer.Name, layer.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
        {
            Arguments = arguments,
            Inputs = inputs,
            OutputRule = OutputRule(rules, out var passesMask),
            Weights = weights,
            Saved = Memories("SavedAttribute", rules),
            Scratch = Memories("ScratchAttribute", rules),
            Requirements = Requirements(rules),
            PassesMask = passesMask,
            TakesWholeBatch = layer.Attribute("WholeBatchAttribute") is not null || weights.Any(static w => w.IsState),
            HasBackward = compiled is null ? CustomLayerRules.HasBackward(layer) : compiled.NamedArguments.Any(static a => a is { Key: "HasBackward", Value.Value: true }),
        };
        CheckNames(definition);
        return reporter.HasErrors ? null : definition;
    }

    private EquatableArray<CustomInput> Inputs()
    {
        var inputs = Attributes("LayerInputAttribute")
            .Select(static a => new CustomInput(a.ConstructorArguments is [{ Value: string name }] ? name : "", EnumRules.Member<DType>(a, "DType") ?? DType.Float32))
            .ToList();
        if (inputs.Count == 0)
            inputs.Add(new(s_default.Names[0], DType.Float32));
        foreach (var input in inputs)
        {
            if (!SyntaxFacts.IsValidIdentifier(input.Name))
                Report($"has an input called '{input.Name}', which is no name in C#: rename it");
            if (PassMembers.TypeOf(input.DType) is null)
                Report($"takes {KerasEnum.Name(input.DType)} values as '{input.Name}': float32, int32, int64 and bool can be taken");
        }
        var mask = inputs.FindIndex(static i => i.Name == LayerInputs.Mask);
        if (mask >= 0 && (mask == 0 || mask != inputs.Count - 1 || inputs[mask].DType != DType.Bool))
            Report("has an input called 'mask', which must stand last, behind what it masks, and be of type DType.Bool");
        return inputs.ToEquatableArray();
    }

    private Dictionary<string, RuleType> Names(EquatableArray<CustomInput> inputs, EquatableArray<CustomArgument> arguments)
    {
        var names = new Dictionary<string, RuleType>(StringComparer.Ordinal);
        foreach (var (name, type) in inputs.Select(static i => (SnakeCase.OfArgument(i.Name.Length == 0 ? "_" : i.Name), RuleType.List)).Concat(arguments.Select(static a => (a.Name, CustomArgumentReader.RuleTypeOf(a.Type)))))
        {
            if (names.ContainsKey(name))
                Report($"has two inputs or arguments called '{PascalCase.Camel(name)}': rename one");
            names[name] = type;
        }
        return names;
    }

    private string? OutputRule(RuleChecker rules, out bool passesMask)
    {
        passesMask = false;
        if (layer.Attribute("OutputShapeAttribute") is not { } attribute || attribute.ConstructorArguments is not [{ Value: string rule }])
            return null;
        passesMask = attribute.NamedArguments.Any(static a => a is { Key: "PassesMask", Value.Value: true });
        rules.CheckShape(rule, attribute, 0);
        return rule;
    }

    private EquatableArray<CustomRowMemory> Memories(string name, RuleChecker rules)
    {
        var memories = new List<CustomRowMemory>();
        foreach (var attribute in Attributes(name))
        {
            if (attribute.ConstructorArguments is not [{ Value: string called }, { Value: string rule }])
                continue;
            if (!SyntaxFacts.IsValidIdentifier(called))
                Report($"has memory called '{called}', which is no name in C#: rename it");
            rules.CheckShape(rule, attribute, 1);
            memories.Add(new(called, rule));
        }
        return memories.ToEquatableArray();
    }

    private EquatableArray<CustomRequirement> Requirements(RuleChecker rules)
    {
        var requirements = new List<CustomRequirement>();
        foreach (var attribute in Attributes("RequiresAttribute"))
        {
            if (attribute.ConstructorArguments is not [{ Value: string condition }, { Value: string message }])
                continue;
            rules.CheckCondition(condition, attribute);
            requirements.Add(new(condition, message));
        }
        return requirements.ToEquatableArray();
    }

    private void CheckNames(CustomLayerDefinition definition)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in PassMembers.Of(definition))
        {
            if (!taken.Add(name))
                Report($"has several things that its code would call '{name}': rename one of its inputs, weights or memories");
        }
    }

    private IEnumerable<AttributeData> Attributes(string name) => layer.GetAttributes().Where(a => a.AttributeClass.Is(name));

    private void Report(string problem) => CustomLayerRules.Report(layer, problem, reporter, cancellation);
}
