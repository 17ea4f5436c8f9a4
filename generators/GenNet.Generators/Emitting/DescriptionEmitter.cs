using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the static description of a model.</summary>
internal static class DescriptionEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, CompiledModel model, KnownVersion contract, EquatableArray<KnownVersion> kept)
    {
        var writer = new SourceWriter();
        const string type = GeneratedNamespace.Description;
        var text = contract.TextOf(model.Declared);
        ClassBlock.Open(writer, declaration, attributes: [CompiledWeights(model.Declared, text, kept)]);
        writer.Line(
            $"""
            /// <summary>What is known of the model at compile time.</summary>
            {ClassBlock.GeneratedCode}
            public static global::GenNet.ModelDescription {GeneratedMembers.ModelDescription} => global::{GeneratedNamespace.Name}.{type}.Value;
            """);
        ClassBlock.Close(writer, declaration);
        writer.Line();
        GeneratedNamespace.Open(writer);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"file static class {type}");
        writer.Line("public static readonly ModelDescription Value = new()");
        writer.Line("{");
        writer.Indent();
        EmitProperties(writer, model, contract, text);
        EmitVersions(writer, declaration, model.Declared, kept);
        writer.Outdent();
        writer.Line("};");
        writer.Close();
        writer.Close();
        return writer.ToSourceText();
    }

    private static void EmitProperties(SourceWriter writer, CompiledModel model, KnownVersion contract, string text)
    {
        var spec = model.Declared;
        writer.Line($"FullName = {Text(spec.FullName)},");
        writer.Line($"KerasName = {Text(spec.KerasName)},");
        writer.Line($"IsSequential = {(spec.IsSequential ? "true" : "false")},");
        writer.Line($"ContractVersion = {SourceWriter.Number(contract.Number)},");
        writer.Line($"ContractHash = {Text(contract.Hash)},");
        writer.Line($"Contract ={RawText(text)},");
        if (!spec.IsSequential && LayerGraph.Of(spec).IsChain)
            writer.Line("IsChain = true,");
        List(writer, "Inputs", spec.Inputs.Select(static i =>
            $"new({Text(i.Name)}, {Text(i.KerasName)}, {Type(i.Type)}){Length(i.Type)},"));
        List(writer, "Outputs", spec.Outputs.Select(o => $"new({Text(o.Name)}, {Text(spec.SourceOf(o.Value))}, {Type(spec.TypeOf(o.Value))}){Length(spec.TypeOf(o.Value))},"));
        List(writer, "Layers", Enumerable.Range(0, spec.Layers.Count).Select(layer => Layer(model, layer)));
        if (spec.Layers.Any(static layer => layer.Spec is WrapperSpec))
            List(writer, "Contents", Contents(model));
        List(writer, "WeightGroups", KerasWeightPaths.Of(spec).Select(static g =>
            $"new({Text(g.Path)}, {Text(g.Name)}, {Text(g.Kind)}, {SourceWriter.Number(g.Layer)}){Initializer([
                g.OtherPaths.Count == 0 ? "" : $"OtherPaths = [{string.Join(", ", g.OtherPaths.Select(Text))}]",
                g.Takes.Count == 0 ? "" : $"Inputs = [{string.Join(", ", g.Takes.Select(Text))}]",
                g.Yields.Count == 0 ? "" : $"Outputs = [{string.Join(", ", g.Yields.Select(static type => $"new(\"output\", {Type(type)}){Length(type)}"))}]",
            ])},"));
        if (TrainingRules.Refusal(spec) is { } refusal)
            writer.Line($"TrainingRefusal = {Text(refusal)},");
        writer.Line(
            $"""
            Memory = new(
                Weights: {model.Weights.Count},
                TrainableWeights: {model.Weights.TrainableCount},
                InferenceActivations: {model.InferenceSize},
                TrainingActivations: {model.TrainingSize},
                TrainingGradients: {model.Backward.ArenaSize},
                TrainingFixed: {model.FixedSize}){Initializer([model.Weights.ComputeCount == 0 ? "" : $"ComputeWeights = {SourceWriter.Number(model.Weights.ComputeCount)}"])},
            """);
    }

    // For projects that reference this one.
    private static string CompiledWeights(ModelSpec model, string contract, IEnumerable<KnownVersion> kept)
    {
        var versions = kept.Select(static version => version.Read()).ToEquatableArray();
        var texts = new[]
        {
            (Name: "Kept", Text: versions.Count == 0 ? "" : new WeightContract(model.FullName, versions).ToString()),
            (Name: "Declared", Text: string.Join("\n", GuardedModel.Declarations(model))),
            (Name: "Groups", Text: string.Join("\n", GuardedModel.GroupLines(model))),
        };
        return $"[global::GenNet.CompiledWeights({RawText(contract)}{string.Concat(texts.Where(static text => text.Text.Length > 0).Select(static text => $",\n{text.Name} ={RawText(text.Text)}"))})]";
    }

    private static void EmitVersions(SourceWriter writer, ClassDeclaration declaration, ModelSpec model, EquatableArray<KnownVersion> kept)
    {
        if (kept.Count > 0)
            List(writer, "KeptVersions", kept.Select(static version => $"new({SourceWriter.Number(version.Number)}, {Text(version.Hash)},{RawText(version.Text)}),"));
        if (VersionsEmitter.KeptBy(model, kept).Any())
            writer.Line($"Migrations = {VersionsEmitter.ClassOf(declaration)}.{GeneratedMembers.GeneratedMigrations}.All,");
    }

    private static void List(SourceWriter writer, string name, IEnumerable<string> items)
    {
        writer.Line($"{name} =");
        writer.Line("[");
        writer.Indent();
        foreach (var item in items)
            writer.Line(item);
        writer.Outdent();
        writer.Line("],");
    }

    private static string Layer(CompiledModel model, int index)
    {
        var (spec, node) = (model.Declared, model.Declared.Layers[index]);
        var call = spec.Calls.First(c => c.Layer == index);
        var inputs = string.Join(", ", call.Given.Select(i => Text(spec.SourceOf(i))));
        var shapes = string.Join(", ", call.Taken.Select(i => Shape(spec.ShapeOf(i))));
        var head = $"new({Text(node.Property)}, {Text(node.KerasName)}, {Text(node.Spec.Kind)}, [{inputs}], [{shapes}], {Shape(call.Inferred.Output)},";
        var carried = call.Inferred.Carried.Select(s => $"new({Text(s.Name)}, {SourceWriter.Number(model.Carried.OffsetOf(index, s.Name))}, {SourceWriter.Number(s.PerRow)})");
        var states = call.Inferred.Carried.Count == 0 ? "" : $"CarriedStates = [{string.Join(", ", carried)}]";
        var rest = Initializer([CallDescription(spec, call, model.Alone[index].Size), states, node.Spec.Trainable ? "" : "Trainable = false", node.IsVariable ? "IsVariable = true" : "", KeptAxes(call), Blocked(model, index), InnerObjects(node), History(node.History)]);
        if (node.Variables.Count == 0)
            return head + $" []){rest},";
        return $"""
            {head}
            [
                {string.Join("\n    ", node.Variables.Select(v => Variable(v, node.NameOf(v), model.Weights.OffsetOf(index, v.Name), model.Weights.ComputeOffsetOf(index, v.Name), node.Spec.ComputeType)))}
            ]){rest},
            """;
    }

    private static string InnerObjects(LayerNode node)
    {
        // Those that variables lie in are known by these.
        var others = node.Spec.InnerObjects.Where(inner => !node.Variables.Any(v => v.Path == inner.Path || v.Path.StartsWith(inner.Path + "/", StringComparison.Ordinal))).ToArray();
        return others.Length == 0 ? "" : $"InnerObjects = [{string.Join(", ", others.Select(static inner => $"new({Text(inner.Path)}, {Text(inner.Name)})"))}]";
    }

    private static string History(LayerHistory history) => history == LayerHistory.None ? "" :
        $"History = new(EquatableArray.Of<global::GenNet.Graph.FormerName>({string.Join(", ", history.FormerNames.Select(static former => $"new global::GenNet.Graph.FormerName({Text(former.Name)}, {SourceWriter.Number(former.Since)})"))}), {(history.ReinitializedSince is { } since ? SourceWriter.Number(since) : "null")})";

    // Layers within others, those of one layer after those of another.
    private static IEnumerable<string> Contents(CompiledModel model)
    {
        for (var layer = 0; layer < model.Declared.Layers.Count; layer++)
        {
            if (model.Declared.Layers[layer].Spec is not WrapperSpec wrapper)
                continue;
            var call = model.Declared.Calls.First(c => c.Layer == layer);
            var inputs = TimeAxes.Without(wrapper.TimeAxes, call.Inputs.Select(value => value == CallNode.Absent ? TensorType.None : model.Declared.TypeOf(value)).ToEquatableArray());
            foreach (var content in Contents(model, layer, wrapper, inputs, "", model.Declared.Layers[layer].Property))
                yield return content;
        }
    }

    // Those of one layer: each, and behind it those that it holds itself.
    private static IEnumerable<string> Contents(CompiledModel model, int layer, WrapperSpec wrapper, EquatableArray<TensorType> inputs, string prefix, string property)
    {
        for (var i = 0; i < wrapper.Content.Count; i++)
        {
            var content = wrapper.Content[i];
            var (taken, path) = (wrapper.InputsOf(i, inputs), $"{property}.{Naming.PascalCase.Of(content.Role)}");
            yield return Content(model, layer, content, taken, prefix + content.Prefix, path);
            if (content.Spec is not WrapperSpec inner)
                continue;
            foreach (var held in Contents(model, layer, inner, taken, prefix + content.Prefix, path))
                yield return held;
        }
    }

    private static string Content(CompiledModel model, int layer, LayerContent content, EquatableArray<TensorType> inputs, string prefix, string property)
    {
        var inferred = content.Spec.InferTyped(inputs);
        var shapes = string.Join(", ", inputs.Where(static type => !type.IsNone).Select(static type => Shape(type.Shape)));
        var variables = inferred.Variables.Select(v => Variable(v, v.Name, model.Weights.OffsetOf(layer, prefix + v.Name), model.Weights.ComputeOffsetOf(layer, prefix + v.Name), content.Spec.ComputeType));
        var head = $"new({SourceWriter.Number(layer)}, new({Text(property)}, {Text(content.Name)}, {Text(content.Spec.Kind)}, [], [{shapes}], {Shape(inferred.Output)},";
        return inferred.Variables.Count == 0 ? head + " []))," : $"""
            {head}
            [
                {string.Join("\n    ", variables)}
            ])),
            """;
    }

    private static string KeptAxes(CallNode call) =>
        call.Inferred.KeptAxes.Count == 0 ? "" : $"KeptAxes = [{string.Join(", ", call.Inferred.KeptAxes.Select(static axis => SourceWriter.Number(axis)))}]";

    private static string Blocked(CompiledModel model, int layer) =>
        model.LayersBlockedBy(layer).ToArray() is { Length: > 0 } blocked ? $"BlocksTrainingOf = [{string.Join(", ", blocked.Select(SourceWriter.Number))}]" : "";

    // Left out where the call takes and yields what the shapes alone say.
    private static string CallDescription(ModelSpec spec, CallNode call, int activations)
    {
        var inputs = call.Inputs.Select((value, i) => (value, i)).Where(static input => input.value != CallNode.Absent)
            .Select(input => (Name: call.Spec.Inputs.IsVariadic ? "inputs" : call.Spec.Inputs.Names[input.i], Type: spec.TypeOf(input.value))).ToArray();
        var outputs = call.Inferred.Outputs.Select((type, i) => (Name: call.Spec.Outputs.Names[i], Type: type)).ToArray();
        var passesMask = call.Spec.MaskFlow == MaskFlow.Passes && spec.Calls.Any(static c => c.Spec.MaskFlow == MaskFlow.Makes);
        var isPlain = inputs.Concat(outputs).All(static value => value.Type is { DType: DType.Float32, HasRunTimeLength: false });
        if (activations == 0 && !passesMask && SettingsOf(call).Length == 0 && outputs.Length == 1 && (call.Spec.Inputs.IsVariadic || inputs.Length == 1) && isPlain)
            return "";
        return $"Call = new([{string.Join(", ", inputs.Select(CallValue))}], [{string.Join(", ", outputs.Select(CallValue))}], {(passesMask ? "true" : "false")}){Initializer(
        [
            activations == 0 ? "" : $"Activations = {SourceWriter.Number(activations)}",
            SettingsOf(call) is { Length: > 0 } settings ? $"Settings = [{string.Join(", ", settings.Select(Text))}]" : "",
            call.Spec.MaskedOutputs == 1 ? "" : $"MaskedOutputs = {SourceWriter.Number(call.Spec.MaskedOutputs)}",
        ])}";
    }

    private static string[] SettingsOf(CallNode call) => [.. call.Spec.CallArguments.Where(static a => a.Value != a.Default).Select(static a => a.Name)];

    private static string CallValue((string Name, TensorType Type) value) =>
        $"new({Text(value.Name)}, {Type(value.Type)}){Length(value.Type)}";

    private static string Type(TensorType type) => Shape(type.Shape) + (type.DType == DType.Float32 ? "" : $", DType.{type.DType}");

    private static string Variable(VariableSpec variable, string name, int offset, int? computeOffset, DType computeType)
    {
        var rest = (variable.IsState ? ", IsState: true" : "") + Penalty("L1", variable.L1) + Penalty("L2", variable.L2);
        return $"new({Text(name)}, {Shape(variable.Shape)}, {SourceWriter.Number(offset)}, Initializer.{variable.Initializer}{rest}){Place(variable, computeOffset, computeType)},";
    }

    private static string Place(VariableSpec variable, int? computeOffset, DType computeType) => Initializer(
    [
        variable.DType == DType.Float32 ? "" : $"DType = DType.{variable.DType}",
        computeOffset is { } offset ? $"ComputeOffset = {SourceWriter.Number(offset)}" : "",
        computeOffset is not null && variable.Autocast ? $"ComputeType = DType.{computeType}" : "",
        variable.Ones == default ? "" : $"Ones = new({SourceWriter.Number(variable.Ones.Start)}, {SourceWriter.Number(variable.Ones.End)})",
        variable.Path.Length == 0 ? "" : $"Path = {Text(variable.Path)}",
        variable.AlsoAt is null ? "" : $"AlsoAt = {Text(variable.AlsoAt)}",
        variable.Scope.Length == 0 ? "" : $"Scope = {Text(variable.Scope)}",
    ]);

    // { A = 1, B = 2 }; nothing where there is none.
    private static string Initializer(IEnumerable<string> properties) =>
        string.Join(", ", properties.Where(static property => property.Length > 0)) is { Length: > 0 } given ? $" {{ {given} }}" : "";

    private static string Length(TensorType type) => type.HasRunTimeLength ? " { HasRunTimeLength = true }" : "";

    private static string Penalty(string name, double value) =>
        value == 0 ? "" : $", {name}: {value.ToString("R", CultureInfo.InvariantCulture)}";

    private static string Shape(TensorShape shape) =>
        $"TensorShape.Of({string.Join(", ", shape.Dimensions.Select(SourceWriter.Number))})";

    // One quote more than any run of them in the text.
    private static string RawText(string text)
    {
        var quotes = "\"\"\"";
        while (text.Contains(quotes))
            quotes += '"';
        return $"\n{quotes}\n{text}\n{quotes}";
    }

    private static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
