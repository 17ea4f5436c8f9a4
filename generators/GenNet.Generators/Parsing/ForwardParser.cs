using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the graph from the body of <c>Forward</c>, statement by statement.</summary>
internal sealed class ForwardParser
{
    private readonly ForwardSignature _signature;
    private readonly ForwardScope _scope;
    private readonly ForwardErrors _errors;
    private readonly ForwardLists _lists;
    private readonly ForwardExpressions _expressions;
    private readonly ForwardDeconstruction _deconstruction;
    private IReadOnlyList<OutputNode>? _outputs;
    private bool _hasReturned;
    private int _depth;

    public ForwardParser(
        ForwardSignature signature, INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter)
    {
        _signature = signature;
        _scope = new(type, layers, signature.Inputs);
        _errors = new(_scope, reporter);
        _lists = new(_scope, _errors);
        _expressions = new(_scope, layers, graph, _lists, _errors, reporter);
        _deconstruction = new(_scope, _expressions, _errors);
    }

    /// <summary>Whether the body returns something, right or wrong.</summary>
    public bool HasReturned => _hasReturned;

    /// <summary>Adds all calls to the graph.</summary>
    /// <returns>The outputs; null if there are none for an error.</returns>
    public IReadOnlyList<OutputNode>? Parse()
    {
        if (_signature.Syntax.ExpressionBody is { } expression)
            (_hasReturned, _outputs) = (true, OutputParser.Parse(expression.Expression, _signature, _expressions, _errors));
        foreach (var statement in _signature.Syntax.Body?.Statements ?? default)
        {
            if (_hasReturned)
            {
                _errors.Refuse(statement, "nothing can follow return");
                break;
            }
            Parse(statement);
        }
        return _outputs;
    }

    private void Parse(StatementSyntax statement)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } declaration:
                foreach (var variable in declaration.Declaration.Variables)
                    Declare(variable);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } parts } when ForwardDeconstruction.Is(parts.Left):
                _deconstruction.Assign(parts);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }:
                Assign(assignment);
                break;
            case ReturnStatementSyntax { Expression: { } expression } when _depth == 0:
                _hasReturned = true;
                _outputs = OutputParser.Parse(expression, _signature, _expressions, _errors);
                break;
            case ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop:
                Repeat(loop);
                break;
            case EmptyStatementSyntax:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    // The body is compiled once for each layer, so a plan has no loop.
    private void Repeat(ForEachStatementSyntax loop)
    {
        if (_lists.LayersOf(loop.Expression, loop) is not { } layers)
            return;
        // A list made of the one statement would hold a copy of it, which is nowhere in the file.
        IEnumerable<StatementSyntax> body = loop.Statement is BlockSyntax block ? block.Statements : Enumerable.Repeat(loop.Statement, 1);
        _depth++;
        foreach (var layer in layers)
        {
            _scope.InLoop(loop.Identifier.ValueText, layer, () =>
            {
                foreach (var statement in body)
                    Parse(statement);
            });
        }
        _depth--;
    }

    private void Declare(VariableDeclaratorSyntax variable)
    {
        if (variable.Initializer is { } initializer)
            _scope.Set(variable.Identifier.ValueText, _expressions.Value(initializer.Value));
        else
            _scope.Declare(variable.Identifier.ValueText);
    }

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var name } || !_scope.IsDeclared(name))
        {
            _errors.Refuse(assignment.Left, assignment.Left switch
            {
                IdentifierNameSyntax { Identifier.ValueText: "_" } => "a result that nothing takes is none of the model's; take the call away",
                _ => "assign to a local variable instead",
            });
            _errors.Forget(assignment);
            return;
        }
        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            _scope.Set(name, _expressions.Value(assignment.Right));
        else if (ForwardOperators.Of(assignment.Kind()) is { } operation)
            _scope.Set(name, _expressions.Operators.Apply(operation, assignment.Left, assignment.Right, assignment.OperatorToken));
        else
            _errors.Refuse(assignment, ForwardErrors.Operators);
    }

    private void Refuse(StatementSyntax statement) => _errors.Refuse(statement is ExpressionStatementSyntax { Expression: var expression } ? expression : statement, statement switch
    {
        ForEachStatementSyntax or ForEachVariableStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax =>
            ForwardLists.Loops,
        IfStatementSyntax or SwitchStatementSyntax =>
            "a model's graph is the same for all inputs; declare a model for each case",
        BlockSyntax => "take the braces away, and write its statements in the body itself",
        LocalFunctionStatementSyntax => "write its calls in the body itself",
        ExpressionStatementSyntax => "keep the result in a local variable or return it",
        ReturnStatementSyntax when _depth > 0 => "return once, behind the loop",
        ReturnStatementSyntax => "return a tensor, or a tuple of tensors",
        _ => "use local variables, layer calls, foreach over a list of layers, +, -, *, Tensor.Concatenate and return",
    });
}
