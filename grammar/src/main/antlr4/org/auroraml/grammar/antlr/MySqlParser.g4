/*
 * The statements of MySQL 8.0 with the extensions of Aurora MySQL.
 *
 * Nearly every decision here is made by the next token alone: the parser then needs no prediction,
 * is fast from its first statement on and never needs the LL fallback. What one token cannot decide
 * (a subquery or a parenthesis? a column or t.*?) is decided beforehand by SqlTokens, which looks
 * along the tokens and gives such a token a type of its own, as MySQL's own lexer does for
 * WITH ROLLUP.
 *
 * Operators of one kind stand in one flat list: a long chain of them costs no stack. The model
 * orders AND, XOR and OR by their precedence; all other precedence is without meaning to it.
 */
parser grammar MySqlParser;

options {
  tokenVocab = MySqlLexer;
  superClass = SqlParserBase;
}

// ---------------------------------------------------------------------------------------------
// Statements

oneStatement
  : statement? SEMICOLON* EOF
  ;

statement
  : queryStatement
  | withStatement
  | insertStatement
  | replaceStatement
  | updateStatement
  | deleteStatement
  | setStatement
  | doStatement
  | callStatement
  | escapedCall
  | createMlFunction
  | createStatement
  | alterStatement
  | dropStatement
  | renameStatement
  | truncateStatement
  | showStatement
  | useStatement
  | grantStatement
  | revokeStatement
  | flushStatement
  | loadStatement
  | handlerStatement
  | transactionStatement
  | lockStatement
  | preparedStatement
  | killStatement
  | tableMaintenance
  // Behind it, since ANALYZE TABLE t is not the ANALYZE of the query TABLE t.
  | explainStatement
  | resetStatement
  | helpStatement
  | signalStatement
  | diagnosticsStatement
  ;

queryStatement
  : queryBody
  ;

/** WITH may begin a query, an UPDATE or a DELETE. */
withStatement
  : withClause (queryBody | updateStatement | deleteStatement)
  ;

// ---------------------------------------------------------------------------------------------
// Queries

queryExpression
  : withClause? queryBody
  ;

queryBody
  : queryOperand (setOperator queryOperand)* orderClause? limitClause?
    (intoClause lockingClause* | lockingClause+ intoClause?)? { checkOperands(_localctx); }
  ;

setOperator
  : (UNION | EXCEPT | INTERSECT) (ALL | DISTINCT)?
  ;

queryOperand
  : querySpecification
  | tableValue
  | rowValues
  | parenthesizedQuery
  ;

parenthesizedQuery
  : QUERY_PAREN queryExpression RPAREN
  ;

tableValue
  : TABLE tableName
  ;

rowValues
  : VALUES rowValue (COMMA rowValue)*
  ;

rowValue
  : ROW LPAREN (expressionOrDefault (COMMA expressionOrDefault)*)? RPAREN
  ;

withClause
  : WITH RECURSIVE? commonTable (COMMA commonTable)*
  ;

commonTable
  : identifier columnNames? AS subquery
  ;

columnNames
  : LPAREN identifier (COMMA identifier)* RPAREN
  ;

subquery
  : QUERY_PAREN queryExpression { refuseInto(_localctx); } RPAREN
  ;

querySpecification
  : SELECT selectOption* selectItem (COMMA expressionItem)* intoClause? fromClause? whereClause?
    groupClause? havingClause? windowClause?
  ;

selectOption
  : ALL
  | DISTINCT
  | HIGH_PRIORITY
  | STRAIGHT_JOIN
  | SQL_SMALL_RESULT
  | SQL_BIG_RESULT
  | SQL_BUFFER_RESULT
  | SQL_NO_CACHE
  | SQL_CALC_FOUND_ROWS
  ;

/** The first item; only it may be a bare star. */
selectItem
  : STAR
  | expressionItem
  ;

expressionItem
  : tableWild
  | expression columnAlias?
  ;

tableWild
  : WILD_NAME DOT (STAR | identifier DOT STAR)
  ;

columnAlias
  : AS (identifier | STRING_LITERAL)
  | columnAliasName
  | STRING_LITERAL
  ;

fromClause
  : FROM (DUAL | tableReferences)
  ;

whereClause
  : WHERE expression
  ;

groupClause
  : GROUP BY expression (COMMA expression)* (WITH_ROLLUP ROLLUP)?
  ;

havingClause
  : HAVING expression
  ;

windowClause
  : WINDOW namedWindow (COMMA namedWindow)*
  ;

namedWindow
  : identifier AS windowSpecification
  ;

orderClause
  : ORDER BY orderItem (COMMA orderItem)*
  ;

orderItem
  : expression (ASC | DESC)?
  ;

limitClause
  : LIMIT limitNumber ((COMMA | OFFSET) limitNumber)?
  ;

limitNumber
  : INTEGER_NUMBER
  | PARAM
  | identifier
  ;

lockingClause
  : FOR (UPDATE | SHARE) (OF tableName (COMMA tableName)*)? (SKIP_ LOCKED | NOWAIT)?
  | LOCK IN SHARE MODE
  ;

// ---------------------------------------------------------------------------------------------
// INTO

intoClause
  : INTO
    ( OUTFILE (S3 STRING_LITERAL s3FileOptions | STRING_LITERAL fileOptions)
    | DUMPFILE STRING_LITERAL
    | intoVariable (COMMA intoVariable)*
    )
  ;

intoVariable
  : USER_VARIABLE
  | identifier
  ;

fileOptions
  : characterSetClause? fieldsClause? linesClause?
  ;

s3FileOptions
  : characterSetClause? s3Format? fieldsClause? linesClause? s3Manifest? s3Overwrite? s3Encryption?
  ;

characterSetClause
  : (CHAR SET | CHARSET) characterSetName
  ;

s3Format
  : FORMAT (CSV | TEXT | PARQUET) HEADER?
  ;

s3Manifest
  : MANIFEST (ON | OFF)
  ;

s3Overwrite
  : OVERWRITE (ON | OFF)
  ;

s3Encryption
  : ENCRYPTION (ON | OFF | SSE_S3 | SSE_KMS STRING_LITERAL?)
  ;

fieldsClause
  : COLUMNS fieldsOption+
  ;

fieldsOption
  : TERMINATED BY textValue
  | OPTIONALLY? ENCLOSED BY textValue
  | ESCAPED BY textValue
  ;

linesClause
  : LINES linesOption+
  ;

linesOption
  : STARTING BY textValue
  | TERMINATED BY textValue
  ;

/** A string where MySQL also takes its hexadecimal or binary spelling. */
textValue
  : STRING_LITERAL
  | HEX_LITERAL
  | BIT_LITERAL
  ;

// ---------------------------------------------------------------------------------------------
// Tables

tableReferences
  : tableReference (COMMA tableReference)*
  ;

/** Joins in a flat list; checkJoins matches each ON or USING with its JOIN. */
tableReference
  : tableFactor joinPart* { checkJoins(_localctx); }
  ;

joinPart
  : joinOperator tableFactor
  | ON expression
  | USING columnNames
  ;

joinOperator
  : (INNER | CROSS)? JOIN
  | STRAIGHT_JOIN
  | (LEFT | RIGHT) OUTER? JOIN
  | NATURAL (INNER | (LEFT | RIGHT) OUTER?)? JOIN
  ;

tableFactor
  : tableName partitionClause? tableAlias? indexHint*
  | LATERAL? subquery tableAlias? columnNames?
  | LPAREN tableReferences { checkParentheses(_localctx); } RPAREN
  | LBRACE OJ tableReference RBRACE
  | jsonTable
  ;

tableAlias
  : AS identifier
  | tableAliasName
  ;

partitionClause
  : PARTITION columnNames
  ;

indexHint
  : USE indexOrKey indexHintScope? LPAREN (indexName (COMMA indexName)*)? RPAREN
  | (FORCE | IGNORE) indexOrKey indexHintScope? LPAREN indexName (COMMA indexName)* RPAREN
  ;

indexHintScope
  : FOR (JOIN | ORDER BY | GROUP BY)
  ;

indexOrKey
  : INDEX
  | KEY
  ;

indexName
  : identifier
  | PRIMARY
  ;

jsonTable
  : JSON_TABLE LPAREN expression COMMA textLiteral jsonColumns RPAREN tableAlias?
  ;

jsonColumns
  : COLUMNS LPAREN jsonColumn (COMMA jsonColumn)* RPAREN
  ;

jsonColumn
  : identifier FOR ORDINALITY
  | identifier dataType collateClause? EXISTS? PATH textLiteral
    jsonOnEmptyOrError?
  | NESTED PATH textLiteral jsonColumns
  ;

/** At most one ON EMPTY and one ON ERROR. */
jsonOnEmptyOrError
  : jsonResponse ON (EMPTY (jsonResponse ON ERROR)? | ERROR (jsonResponse ON EMPTY)?)
  ;

/** As above, in this order only. */
jsonOnEmptyThenError
  : jsonResponse ON (EMPTY (jsonResponse ON ERROR)? | ERROR)
  ;

jsonResponse
  : NULL
  | ERROR
  | DEFAULT { refuse(NULL); } signedLiteral
  ;

tableName
  : identifier (DOT identifier)?
  ;

// ---------------------------------------------------------------------------------------------
// Changing rows

insertStatement
  : INSERT (LOW_PRIORITY | DELAYED | HIGH_PRIORITY)? IGNORE? INTO? tableName partitionClause?
    insertSource onDuplicateKey?
  ;

replaceStatement
  : REPLACE (LOW_PRIORITY | DELAYED)? INTO? tableName partitionClause? replaceSource
  ;

insertSource
  : insertColumns? (insertValues { refuseAfterRows(_localctx); } rowAlias? | insertQuery)
  | SET assignment (COMMA assignment)* rowAlias?
  ;

replaceSource
  : insertColumns? (insertValues | insertQuery)
  | SET assignment (COMMA assignment)*
  ;

insertColumns
  : LPAREN (insertColumn (COMMA insertColumn)*)? RPAREN
  ;

insertColumn
  : identifier (DOT identifier (DOT identifier)?)?
  ;

insertValues
  : (VALUES | VALUE { refuse(ROW); }) (insertRow (COMMA insertRow)* | ROW insertRow (COMMA ROW insertRow)*)
  ;

insertRow
  : LPAREN (expressionOrDefault (COMMA expressionOrDefault)*)? RPAREN
  ;

rowAlias
  : AS identifier columnNames?
  ;

/** Does not begin with VALUES ROW(…): insertValues takes that. */
insertQuery
  : withClause queryBody { refuseInto(_localctx); }
  | insertOperand { refuseInto(_localctx); } (setOperator queryOperand)* orderClause? limitClause? lockingClause*
  ;

insertOperand
  : querySpecification
  | tableValue
  | parenthesizedQuery
  ;

onDuplicateKey
  : ON_DUPLICATE DUPLICATE KEY UPDATE assignment (COMMA assignment)*
  ;

assignment
  : columnTarget (EQ | ASSIGN) expressionOrDefault
  ;

columnTarget
  : identifier (DOT identifier (DOT identifier)?)?
  ;

expressionOrDefault
  : expression
  | DEFAULT
  ;

updateStatement
  : UPDATE LOW_PRIORITY? IGNORE? tableReferences SET assignment (COMMA assignment)* whereClause?
    orderClause? deleteLimit?
  ;

deleteStatement
  : DELETE deleteOption* deleteForm
  ;

deleteOption
  : LOW_PRIORITY
  | QUICK
  | IGNORE
  ;

/** DELETE FROM t, DELETE FROM t, u USING …, DELETE t, u FROM …. */
deleteForm
  : FROM deleteTarget
    ( { refuseAfter(STAR); } tableAlias? partitionClause? whereClause? orderClause? deleteLimit?
    | (COMMA deleteTarget)* USING tableReferences whereClause?
    )
  | { refuse(QUICK); } deleteTarget (COMMA deleteTarget)* FROM tableReferences whereClause?
  ;

deleteTarget
  : tableName
  | tableWild
  ;

deleteLimit
  : LIMIT limitNumber
  ;

// ---------------------------------------------------------------------------------------------
// SET, DO, CALL

setStatement
  : SET
    ( PASSWORD passwordChange
    | RESOURCE GROUP identifier (FOR INTEGER_NUMBER (COMMA? INTEGER_NUMBER)*)?
    | ROLE roleChoice
    | DEFAULT ROLE (NONE | ALL | roleName (COMMA roleName)*) TO roleName (COMMA roleName)*
    | (GLOBAL | SESSION | LOCAL)? TRANSACTION
      (isolationLevel (COMMA accessMode)? | accessMode (COMMA isolationLevel)?)
    | { checkFirstVariable(); } variableAssignment (COMMA variableAssignment)*
    )
  ;

passwordChange
  : (FOR accountName)? ((EQ | ASSIGN) STRING_LITERAL | TO RANDOM)
    (REPLACE STRING_LITERAL)? retainPassword?
  ;

roleChoice
  : NONE
  | DEFAULT
  | ALL (EXCEPT roleName (COMMA roleName)*)?
  | roleName (COMMA roleName)*
  ;

isolationLevel
  : ISOLATION LEVEL (REPEATABLE READ | READ (COMMITTED | UNCOMMITTED) | SERIALIZABLE)
  ;

accessMode
  : READ (ONLY | WRITE)
  ;

variableAssignment
  : (USER_VARIABLE EQ | ASSIGNED_VARIABLE ASSIGN) expression
  | AT_AT (variableScope DOT)? variableName (EQ | ASSIGN) variableValue
  | variableScope variableName (EQ | ASSIGN) variableValue
  | variableName (EQ | ASSIGN) variableValue
  | NAMES (characterSetName (COLLATE collationName)? | DEFAULT)
  | (CHAR SET | CHARSET) (characterSetName | DEFAULT)
  ;

variableScope
  : GLOBAL
  | SESSION
  | LOCAL
  | PERSIST
  | PERSIST_ONLY
  ;

variableName
  : variableWord (DOT { checkComponent(); } identifier)?
  | DEFAULT DOT identifier
  ;

variableValue
  : expression
  | DEFAULT
  | ON
  | ALL
  | BINARY
  | ROW
  | SYSTEM
  ;

doStatement
  : DO doItem (COMMA doItem)*
  ;

doItem
  : expression columnAlias?
  ;

callStatement
  : CALL tableName (LPAREN (expression (COMMA expression)*)? RPAREN)?
  ;

/** The JDBC escapes {call p(…)} and {? = call f(…)}. */
escapedCall
  : LBRACE (PARAM EQ)? callStatement RBRACE
  ;

// ---------------------------------------------------------------------------------------------
// ML functions

/** CREATE FUNCTION … ALIAS of Aurora MySQL; DEFINER in MySQL's place or in Aurora's. */
createMlFunction
  : CREATE_ML (OR REPLACE)? definerClause? FUNCTION (IF NOT EXISTS)? tableName
    LPAREN (mlParameter (COMMA mlParameter)*)? RPAREN definerClause?
    RETURNS mlType (mlCharacteristic | definerClause)* mlAlias
  ;

definerClause
  : DEFINER EQ accountName
  ;

mlParameter
  : identifier mlType
  ;

mlType
  : dataType collateClause?
  ;

mlCharacteristic
  : SQL SECURITY (DEFINER | INVOKER)
  | COMMENT STRING_LITERAL
  | LANGUAGE SQL
  | NOT? DETERMINISTIC
  | CONTAINS SQL
  | NO SQL
  | READS SQL DATA
  | MODIFIES SQL DATA
  ;

mlAlias
  : ALIAS
    ( AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME STRING_LITERAL (MAX_BATCH_SIZE INTEGER_NUMBER)?
    | AWS_BEDROCK_INVOKE_MODEL MODEL ID STRING_LITERAL bedrockOption*
    )
  ;

bedrockOption
  : CONTENT_TYPE STRING_LITERAL
  | ACCEPT STRING_LITERAL
  | TIMEOUT_MS INTEGER_NUMBER
  ;

// ---------------------------------------------------------------------------------------------
// CREATE

createStatement
  : CREATE createObject
  ;

createObject
  : TEMPORARY? TABLE (IF NOT EXISTS)? tableName createTable
  | DATABASE (IF NOT EXISTS)? identifier databaseOption*
  | UNIQUE? INDEX createIndex
  | FULLTEXT INDEX createFulltextIndex
  | SPATIAL (INDEX createSpatialIndex | REFERENCE SYSTEM (IF NOT EXISTS)? INTEGER_NUMBER referenceSystem*)
  | OR REPLACE
    ( viewAlgorithm? definerClause? viewSecurity? createView
    | SPATIAL REFERENCE SYSTEM INTEGER_NUMBER referenceSystem*
    )
  | viewAlgorithm definerClause? viewSecurity? createView
  | viewSecurity createView
  | definerClause
    (viewSecurity? createView | createProgram | FUNCTION (IF NOT EXISTS)? tableName storedFunction)
  | createView
  | createProgram
  | FUNCTION (IF NOT EXISTS)? tableName (storedFunction | loadableFunction)
  | AGGREGATE FUNCTION (IF NOT EXISTS)? tableName loadableFunction
  | USER (IF NOT EXISTS)? userDefinition (COMMA userDefinition)* defaultRole? userOptions
  | ROLE (IF NOT EXISTS)? roleName (COMMA roleName)*
  | SERVER serverName FOREIGN DATA WRAPPER textOrName serverOptions
  | TABLESPACE identifier (ADD DATAFILE STRING_LITERAL)? (USE LOGFILE GROUP identifier)?
    tablespaceOptions?
  | UNDO TABLESPACE identifier ADD DATAFILE STRING_LITERAL undoEngine?
  | LOGFILE GROUP identifier ADD UNDOFILE STRING_LITERAL tablespaceOptions?
  | RESOURCE GROUP identifier TYPE EQ? (USER | SYSTEM) resourceGroupOptions (ENABLE | DISABLE)?
  ;

databaseOption
  : DEFAULT? (CHAR SET | CHARSET) EQ? characterSetName
  | DEFAULT? COLLATE EQ? collationName
  | DEFAULT? ENCRYPTION EQ? STRING_LITERAL
  ;

createTable
  : LIKE tableName
  | LPAREN
    ( LIKE tableName RPAREN
    | tableElement (COMMA tableElement)* RPAREN tableOptions? partitioning? createTableQuery?
    )
  | tableOptions? partitioning? createTableQuery?
  ;

createTableQuery
  : (REPLACE | IGNORE)? AS? queryExpression { refuseInto(_localctx); }
  ;

tableElement
  : columnDefinition
  | tableConstraint
  ;

columnDefinition
  : identifier columnType referencesClause?
  ;

columnPath
  : identifier (DOT identifier (DOT identifier)?)?
  ;

columnType
  : dataType collateClause?
    ( (GENERATED ALWAYS)? AS LPAREN expression RPAREN (VIRTUAL | STORED)? columnAttribute*
    | columnAttribute*
    )
    { checkCollations(_localctx); }
  ;

columnAttribute
  : NULL
  | (NOT | NOT2) (NULL | ENFORCED { checkEnforced(_localctx); } | SECONDARY)
  | ENFORCED { checkEnforced(_localctx); }
  | (DEFAULT | DEFAULT_CALL) defaultValue
  | ON UPDATE currentTime
  | AUTO_INCREMENT
  | SERIAL DEFAULT VALUE
  | PRIMARY? KEY
  | UNIQUE KEY?
  | COMMENT STRING_LITERAL
  | collateClause
  | COLUMN_FORMAT (FIXED | DYNAMIC | DEFAULT)
  | STORAGE (DISK | MEMORY | DEFAULT)
  | SRID INTEGER_NUMBER
  | checkConstraint
  | CONSTRAINT identifier? checkConstraint
  | VISIBLE
  | INVISIBLE
  | (ENGINE_ATTRIBUTE | SECONDARY_ENGINE_ATTRIBUTE) EQ? STRING_LITERAL
  ;

checkConstraint
  : CHECK LPAREN expression RPAREN
  ;

defaultValue
  : currentTime
  | LPAREN expression RPAREN
  | signedLiteral
  ;

signedLiteral
  : literal
  | (PLUS | MINUS) (INTEGER_NUMBER | DECIMAL_NUMBER | FLOAT_NUMBER)
  ;

currentTime
  : (CURRENT_TIMESTAMP | NOW) (LPAREN INTEGER_NUMBER? RPAREN)?
  ;

tableConstraint
  : indexOrKey indexNameAndType? keyParts indexOption*
  | FULLTEXT indexOrKey? identifier? keyParts fulltextOption*
  | SPATIAL indexOrKey? identifier? keyParts commonIndexOption*
  | (CONSTRAINT identifier?)?
    ( PRIMARY KEY indexNameAndType? keyParts indexOption*
    | UNIQUE indexOrKey? indexNameAndType? keyParts indexOption*
    | FOREIGN KEY identifier? keyColumns referencesClause
    | checkConstraint (NOT? ENFORCED)?
    )
  ;

indexNameAndType
  : identifier indexType?
  | USING (BTREE | RTREE | HASH)
  ;

indexType
  : (USING | TYPE) (BTREE | RTREE | HASH)
  ;

createIndex
  : identifier indexType? ON tableName keyParts indexOption* (indexAlgorithm | indexLock)*
  ;

createFulltextIndex
  : identifier ON tableName keyParts fulltextOption* (indexAlgorithm | indexLock)*
  ;

createSpatialIndex
  : identifier ON tableName keyParts commonIndexOption* (indexAlgorithm | indexLock)*
  ;

keyParts
  : LPAREN keyPart (COMMA keyPart)* RPAREN
  ;

keyColumns
  : LPAREN keyColumn (COMMA keyColumn)* RPAREN
  ;

keyColumn
  : identifier typeLength? (ASC | DESC)?
  ;

keyPart
  : (identifier typeLength? | LPAREN expression RPAREN) (ASC | DESC)?
  ;

indexOption
  : commonIndexOption
  | indexType
  ;

fulltextOption
  : commonIndexOption
  | WITH PARSER identifier
  ;

commonIndexOption
  : KEY_BLOCK_SIZE EQ? wholeNumber
  | COMMENT STRING_LITERAL
  | VISIBLE
  | INVISIBLE
  | (ENGINE_ATTRIBUTE | SECONDARY_ENGINE_ATTRIBUTE) EQ? STRING_LITERAL
  ;

indexAlgorithm
  : ALGORITHM EQ? (DEFAULT | identifier)
  ;

indexLock
  : LOCK EQ? (DEFAULT | identifier)
  ;

referencesClause
  : REFERENCES tableName columnNames? (MATCH (FULL | PARTIAL | SIMPLE))?
    (ON UPDATE referenceAction (ON DELETE referenceAction)?
    | ON DELETE referenceAction (ON UPDATE referenceAction)?)?
  ;

referenceAction
  : RESTRICT
  | CASCADE
  | SET (NULL | DEFAULT)
  | NO ACTION
  ;

tableOptions
  : tableOption (COMMA? tableOption)*
  ;

tableOption
  : ENGINE EQ? textOrName
  | SECONDARY_ENGINE EQ? (textOrName | NULL)
  | (AUTO_INCREMENT | AVG_ROW_LENGTH | CHECKSUM | TABLE_CHECKSUM | DELAY_KEY_WRITE | MAX_ROWS
    | MIN_ROWS) EQ? wholeNumber
  | KEY_BLOCK_SIZE EQ? wholeNumber { checkRange(0, 65_535); }
  | (PACK_KEYS | STATS_AUTO_RECALC | STATS_PERSISTENT) EQ?
    (DEFAULT | wholeNumber { checkNumber(0, 1); })
  | STATS_SAMPLE_PAGES EQ? (DEFAULT | wholeNumber { checkRange(1, 65_535); })
  | AUTOEXTEND_SIZE EQ? sizeNumber
  | DEFAULT? (CHAR SET | CHARSET) EQ? characterSetName
  | DEFAULT? COLLATE EQ? collationName
  | (COMMENT | COMPRESSION | CONNECTION | ENCRYPTION | PASSWORD | ENGINE_ATTRIBUTE
    | SECONDARY_ENGINE_ATTRIBUTE) EQ? STRING_LITERAL
  | (DATA | INDEX) DIRECTORY EQ? STRING_LITERAL
  | INSERT_METHOD EQ? (NO | FIRST | LAST)
  | ROW_FORMAT EQ? (DEFAULT | FIXED | DYNAMIC | COMPRESSED | REDUNDANT | COMPACT)
  | STORAGE (DISK | MEMORY)
  | TABLESPACE EQ? identifier
  | UNION EQ? LPAREN (tableName (COMMA tableName)*)? RPAREN
  | START TRANSACTION
  ;

/** MySQL cuts off a fraction. */
wholeNumber
  : INTEGER_NUMBER
  | DECIMAL_NUMBER
  | FLOAT_NUMBER
  | HEX_LITERAL
  ;

/** 16M is a word that begins with digits. */
sizeNumber
  : INTEGER_NUMBER
  | HEX_LITERAL
  | WORD
  ;

partitioning
  : PARTITION BY
    ( LINEAR? (HASH partitionFunction | KEY partitionAlgorithm?
      LPAREN (identifier (COMMA identifier)*)? RPAREN)
    | (RANGE | LIST) (partitionFunction | COLUMNS columnNames)
    )
    (PARTITIONS INTEGER_NUMBER)? subpartitioning? partitionDefinitions?
    { checkPartitions(_localctx); }
  ;

partitionFunction
  : LPAREN arithmetic RPAREN { checkPartitionFunction(_localctx); }
  ;

partitionAlgorithm
  : ALGORITHM EQ INTEGER_NUMBER { checkNumber(1, 2); }
  ;

subpartitioning
  : SUBPARTITION BY LINEAR?
    (HASH partitionFunction | KEY partitionAlgorithm? columnNames)
    (SUBPARTITIONS INTEGER_NUMBER)?
  ;

partitionDefinitions
  : LPAREN partitionDefinition (COMMA partitionDefinition)* RPAREN { checkAddedPartitions(_localctx); }
  ;

partitionDefinition
  : PARTITION identifier
    ( VALUES
      ( LESS THAN (MAXVALUE | partitionValues)
      | IN (LPAREN partitionValues (COMMA partitionValues)* RPAREN | partitionValues)
      )
    )?
    partitionOption* (LPAREN subpartition (COMMA subpartition)* RPAREN)?
  ;

partitionValues
  : LPAREN partitionValue (COMMA partitionValue)* RPAREN
  ;

partitionValue
  : MAXVALUE
  | arithmetic
  ;

subpartition
  : SUBPARTITION (identifier | STRING_LITERAL) partitionOption*
  ;

partitionOption
  : STORAGE? ENGINE EQ? (identifier | STRING_LITERAL)
  | (COMMENT | ENGINE_ATTRIBUTE) EQ? STRING_LITERAL
  | (DATA | INDEX) DIRECTORY EQ? STRING_LITERAL
  | (MAX_ROWS | MIN_ROWS | NODEGROUP) EQ? INTEGER_NUMBER
  | TABLESPACE EQ? identifier
  ;

viewAlgorithm
  : ALGORITHM EQ (UNDEFINED | MERGE | TEMPTABLE)
  ;

viewSecurity
  : SQL SECURITY (DEFINER | INVOKER)
  ;

createView
  : VIEW viewBody
  ;

viewBody
  : tableName columnNames? AS queryExpression { refuseInto(_localctx); } (WITH (CASCADED | LOCAL)? CHECK OPTION)?
  ;

referenceSystem
  : (NAME | DEFINITION | DESCRIPTION) STRING_LITERAL
  | ORGANIZATION STRING_LITERAL IDENTIFIED BY INTEGER_NUMBER
  ;

serverName
  : identifier
  | STRING_LITERAL
  ;

textOrName
  : identifier
  | STRING_LITERAL
  ;

serverOptions
  : OPTIONS LPAREN serverOption (COMMA serverOption)* RPAREN
  ;

serverOption
  : (HOST | DATABASE | USER | PASSWORD | SOCKET | OWNER) STRING_LITERAL
  | PORT INTEGER_NUMBER
  ;

undoEngine
  : STORAGE? ENGINE EQ? textOrName
  ;

tablespaceOptions
  : tablespaceOption (COMMA? tablespaceOption)*
  ;

tablespaceOption
  : (INITIAL_SIZE | AUTOEXTEND_SIZE | MAX_SIZE | EXTENT_SIZE | UNDO_BUFFER_SIZE | REDO_BUFFER_SIZE
    | NODEGROUP | FILE_BLOCK_SIZE) EQ? sizeNumber
  | STORAGE? ENGINE EQ? textOrName
  | (COMMENT | ENCRYPTION | ENGINE_ATTRIBUTE) EQ? STRING_LITERAL
  | WAIT
  | NO_WAIT
  ;

resourceGroupOptions
  : (VCPU EQ? vcpuRange (COMMA? vcpuRange)*)? (THREAD_PRIORITY EQ? MINUS? INTEGER_NUMBER)?
  ;

vcpuRange
  : INTEGER_NUMBER (MINUS INTEGER_NUMBER)?
  ;

// ---------------------------------------------------------------------------------------------
// Stored programs

createProgram
  : PROCEDURE (IF NOT EXISTS)? tableName
    LPAREN (procedureParameter (COMMA procedureParameter)*)? RPAREN mlCharacteristic* programStatement
  | TRIGGER (IF NOT EXISTS)? tableName (BEFORE | AFTER) (INSERT | UPDATE | DELETE) ON tableName
    FOR EACH ROW ((FOLLOWS | PRECEDES) textOrName)? programStatement
  | EVENT (IF NOT EXISTS)? tableName ON SCHEDULE eventSchedule eventCompletion? eventStatus?
    (COMMENT STRING_LITERAL)? DO programStatement
  ;

storedFunction
  : LPAREN (mlParameter (COMMA mlParameter)*)? RPAREN RETURNS mlType mlCharacteristic*
    programStatement
  ;

loadableFunction
  : RETURNS (STRING | INT | REAL | DECIMAL) SONAME STRING_LITERAL
  ;

procedureParameter
  : (IN | OUT | INOUT)? identifier mlType
  ;

eventSchedule
  : EVERY expression intervalUnit (STARTS expression)? (ENDS expression)?
  | AT expression
  ;

eventCompletion
  : ON COMPLETION NOT? PRESERVE
  ;

eventStatus
  : ENABLE
  | DISABLE (ON SLAVE)?
  ;

programStatement
  : statement
  | compoundStatement
  | label COLON (block | loopStatement) label?
  ;

label
  : labelName
  ;

compoundStatement
  : block
  | loopStatement
  | IF expression THEN programStatements (ELSEIF expression THEN programStatements)*
    (ELSE programStatements)? END IF
  | CASE expression? (WHEN expression THEN programStatements)+ (ELSE programStatements)? END CASE
  | RETURN expression
  | (LEAVE | ITERATE) label
  | OPEN identifier
  | CLOSE identifier
  | FETCH (NEXT? FROM)? identifier INTO identifier (COMMA identifier)*
  ;

block
  : BEGIN_BLOCK (declaration SEMICOLON)* (programStatement SEMICOLON)* END
  ;

loopStatement
  : LOOP programStatements END LOOP
  | WHILE expression DO programStatements END WHILE
  | REPEAT programStatements UNTIL expression END REPEAT
  ;

programStatements
  : (programStatement SEMICOLON)+
  ;

declaration
  : DECLARE
    ( identifier (COMMA identifier)* mlType ((DEFAULT | DEFAULT_CALL) expression)?
    | identifier CONDITION FOR (sqlState | INTEGER_NUMBER)
    | identifier CURSOR FOR queryExpression
    | (CONTINUE | EXIT | UNDO) HANDLER FOR handlerCondition (COMMA handlerCondition)*
      programStatement
    )
  ;

handlerCondition
  : sqlState
  | INTEGER_NUMBER
  | SQLWARNING
  | SQLEXCEPTION
  | NOT FOUND
  | identifier
  ;

sqlState
  : SQLSTATE VALUE? STRING_LITERAL
  ;

signalStatement
  : SIGNAL (sqlState | identifier) signalInformation?
  | RESIGNAL (sqlState | identifier)? signalInformation?
  ;

signalInformation
  : SET signalItem (COMMA signalItem)*
  ;

signalItem
  : identifier { checkSignalItem(); } EQ conditionValue
  ;

conditionValue
  : literal
  | userVariable
  | systemVariable
  | qualifiedName
  ;

diagnosticsStatement
  : GET (CURRENT | STACKED)? DIAGNOSTICS
    ( statementItem (COMMA statementItem)*
    | CONDITION conditionValue conditionItem (COMMA conditionItem)*
    )
  ;

statementItem
  : (USER_VARIABLE | identifier) EQ identifier { checkWord("NUMBER", "ROW_COUNT"); }
  ;

conditionItem
  : (USER_VARIABLE | identifier) EQ identifier { checkConditionItem(); }
  ;

// ---------------------------------------------------------------------------------------------
// ALTER, DROP, RENAME, TRUNCATE

alterStatement
  : ALTER alterObject
  ;

alterObject
  : TABLE tableName alterTable
  | DATABASE identifier? alterDatabaseOption+
  | (PROCEDURE | FUNCTION) tableName
    ({ refuse(NOT); refuse(DETERMINISTIC); } mlCharacteristic)*
  | viewAlgorithm? definerClause? viewSecurity? VIEW viewBody
  | definerClause? EVENT tableName (ON SCHEDULE eventSchedule)? eventCompletion?
    (RENAME TO tableName)? eventStatus? (COMMENT STRING_LITERAL)? (DO programStatement)?
    { checkChange(_localctx); }
  | USER (IF EXISTS)? alterUser
  | TABLESPACE identifier
    ( (ADD | DROP) DATAFILE STRING_LITERAL tablespaceOptions?
    | RENAME TO identifier
    | tablespaceOptions
    )
  | UNDO TABLESPACE identifier SET (ACTIVE | INACTIVE) undoEngine?
  | LOGFILE GROUP identifier ADD UNDOFILE STRING_LITERAL tablespaceOptions?
  | SERVER serverName serverOptions
  | RESOURCE GROUP identifier resourceGroupOptions (ENABLE | DISABLE)? FORCE?
  | INSTANCE
    ( ROTATE identifier { checkWord("BINLOG", "INNODB"); } MASTER KEY
    | (ENABLE | DISABLE) identifier { checkWord("INNODB"); } identifier { checkWord("REDO_LOG"); }
    | RELOAD TLS (FOR CHANNEL identifier)? (NO ROLLBACK ON ERROR)?
    | RELOAD KEYRING
    )
  ;

alterDatabaseOption
  : databaseOption
  | READ ONLY EQ? (DEFAULT | INTEGER_NUMBER { checkNumber(0, 1); })
  ;

alterTable
  : alterItem (COMMA alterItem)* (partitioning | REMOVE PARTITIONING)? { checkAlterItems(_localctx); }
  | partitioning
  | (REMOVE PARTITIONING)?
  ;

alterItem
  : ADD alterAdd
  | (CHANGE COLUMN? identifier | MODIFY COLUMN?) identifier columnType columnPlace?
  | DROP
    ( COLUMN? identifier (RESTRICT | CASCADE)?
    | FOREIGN KEY identifier
    | PRIMARY KEY
    | indexOrKey identifier
    | (CHECK | CONSTRAINT) identifier
    | PARTITION identifier (COMMA identifier)*
    )
  | ALTER
    ( COLUMN? identifier
      ( SET (DEFAULT | DEFAULT_CALL) (LPAREN expression RPAREN | signedLiteral)
      | SET (VISIBLE | INVISIBLE)
      | DROP DEFAULT
      )
    | INDEX identifier (VISIBLE | INVISIBLE)
    | (CHECK | CONSTRAINT) identifier NOT? ENFORCED
    )
  | RENAME ((TO | AS | EQ)? tableName | COLUMN identifier TO identifier | indexOrKey identifier TO identifier)
  | (DISABLE | ENABLE) KEYS
  | CONVERT TO (CHAR SET | CHARSET) (characterSetName | DEFAULT) collateClause?
  | ORDER BY columnPath (ASC | DESC)? (COMMA columnPath (ASC | DESC)?)*
  | FORCE
  | indexAlgorithm
  | indexLock
  | (WITH | WITHOUT) VALIDATION
  | tableOption+
  | SECONDARY_LOAD
  | SECONDARY_UNLOAD
  | (DISCARD | IMPORT) (PARTITION partitionChoice)? TABLESPACE
  | TRUNCATE PARTITION partitionChoice
  | COALESCE PARTITION NO_WRITE_TO_BINLOG? INTEGER_NUMBER
  | REORGANIZE PARTITION NO_WRITE_TO_BINLOG?
    (identifier (COMMA identifier)* INTO partitionDefinitions)?
  | EXCHANGE PARTITION identifier WITH TABLE tableName ((WITH | WITHOUT) VALIDATION)?
  | (ANALYZE | OPTIMIZE | REBUILD) PARTITION localChange? partitionChoice
  | CHECK PARTITION partitionChoice checkOption*
  | REPAIR PARTITION localChange? partitionChoice repairOption*
  ;

alterAdd
  : COLUMN?
    ( columnDefinition columnPlace?
    | LPAREN tableElement (COMMA tableElement)* RPAREN
    )
  | tableConstraint
  | PARTITION NO_WRITE_TO_BINLOG? (PARTITIONS INTEGER_NUMBER | partitionDefinitions)?
  ;

columnPlace
  : FIRST
  | AFTER identifier
  ;

partitionChoice
  : { refuseAfter(PARTITION, LOCAL); }
    partitionNames
  ;

partitionNames
  : ALL
  | identifier (COMMA identifier)*
  ;

localChange
  : NO_WRITE_TO_BINLOG
  | LOCAL
  ;

dropStatement
  : DROP
    ( FUNCTION (IF EXISTS)? tableName
    | TEMPORARY? (TABLE | TABLES) (IF EXISTS)? tableName (COMMA tableName)* (RESTRICT | CASCADE)?
    | VIEW (IF EXISTS)? tableName (COMMA tableName)* (RESTRICT | CASCADE)?
    | DATABASE (IF EXISTS)? identifier
    | (PROCEDURE | TRIGGER | EVENT) (IF EXISTS)? tableName
    | INDEX identifier ON tableName (indexAlgorithm | indexLock)*
    | USER (IF EXISTS)? accountName (COMMA accountName)*
    | ROLE (IF EXISTS)? roleName (COMMA roleName)*
    | SERVER (IF EXISTS)? serverName
    | TABLESPACE identifier tablespaceOptions?
    | UNDO TABLESPACE identifier undoEngine?
    | LOGFILE GROUP identifier tablespaceOptions?
    | RESOURCE GROUP identifier FORCE?
    | SPATIAL REFERENCE SYSTEM (IF EXISTS)? INTEGER_NUMBER
    | PREPARE identifier
    )
  ;

renameStatement
  : RENAME
    ( (TABLE | TABLES) tableName TO tableName (COMMA tableName TO tableName)*
    | USER accountName TO accountName (COMMA accountName TO accountName)*
    )
  ;

truncateStatement
  : TRUNCATE TABLE? tableName
  ;

// ---------------------------------------------------------------------------------------------
// Users and privileges

userDefinition
  : accountName
    ( IDENTIFIED userIdentification
      ( INITIAL AUTHENTICATION IDENTIFIED userIdentification
      | AND IDENTIFIED userIdentification (AND IDENTIFIED userIdentification)?
      )?
    )?
  ;

userIdentification
  : BY (STRING_LITERAL | RANDOM PASSWORD)
  | WITH textOrName (AS (STRING_LITERAL | HEX_LITERAL) | BY (STRING_LITERAL | RANDOM PASSWORD))?
  ;

defaultRole
  : DEFAULT ROLE roleName (COMMA roleName)*
  ;

userOptions
  : (REQUIRE userTls)? (WITH userLimit+)? passwordOption* ((COMMENT | ATTRIBUTE) STRING_LITERAL)?
  ;

userTls
  : NONE
  | SSL
  | X509
  | tlsOption (AND? tlsOption)*
  ;

tlsOption
  : (SUBJECT | ISSUER | CIPHER) STRING_LITERAL
  ;

userLimit
  : (MAX_QUERIES_PER_HOUR | MAX_UPDATES_PER_HOUR | MAX_CONNECTIONS_PER_HOUR | MAX_USER_CONNECTIONS)
    INTEGER_NUMBER
  ;

passwordOption
  : PASSWORD
    ( EXPIRE (DEFAULT | NEVER | INTERVAL INTEGER_NUMBER DAY)?
    | HISTORY (DEFAULT | INTEGER_NUMBER)
    | REUSE INTERVAL (DEFAULT | INTEGER_NUMBER DAY)
    | REQUIRE CURRENT (DEFAULT | OPTIONAL)?
    )
  | FAILED_LOGIN_ATTEMPTS INTEGER_NUMBER
  | PASSWORD_LOCK_TIME (INTEGER_NUMBER | UNBOUNDED)
  | ACCOUNT (LOCK | UNLOCK)
  ;

alterUser
  : alterUserDefinition (COMMA alterUserDefinition)* userOptions
  | accountName DEFAULT ROLE (ALL | NONE | roleName (COMMA roleName)*)
  ;

alterUserDefinition
  : (accountName | USER LPAREN RPAREN)
    ( IDENTIFIED newIdentification
    | DISCARD OLD PASSWORD
    | (ADD INTEGER_NUMBER FACTOR IDENTIFIED userIdentification)+
    | (MODIFY INTEGER_NUMBER FACTOR IDENTIFIED userIdentification)+
    | (DROP INTEGER_NUMBER FACTOR)+
    | INTEGER_NUMBER FACTOR
      (INITIATE REGISTRATION | UNREGISTER | FINISH REGISTRATION SET CHALLENGE_RESPONSE AS (STRING_LITERAL | HEX_LITERAL))
    )?
  ;

newIdentification
  : newPassword
  | WITH textOrName (AS (STRING_LITERAL | HEX_LITERAL) retainPassword? | newPassword)?
  ;

newPassword
  : BY (STRING_LITERAL | RANDOM PASSWORD) (REPLACE STRING_LITERAL)? retainPassword?
  ;

retainPassword
  : RETAIN CURRENT PASSWORD
  ;

grantStatement
  : GRANT
    ( PROXY ON accountName TO accountName (COMMA accountName)* (WITH GRANT OPTION)?
    | ALL PRIVILEGES? ON privilegeTarget TO accountName (COMMA accountName)* (WITH GRANT OPTION)?
      grantAs?
    | privilege (COMMA privilege)*
      ( TO { checkRoles(_localctx.privilege()); } accountName (COMMA accountName)* (WITH ADMIN OPTION)?
      | ON { checkPrivileges(_localctx.privilege()); } privilegeTarget TO accountName (COMMA accountName)* (WITH GRANT OPTION)? grantAs?
      )
    )
  ;

grantAs
  : AS accountName (WITH ROLE roleChoice)?
  ;

revokeStatement
  : REVOKE (IF EXISTS)?
    ( PROXY ON accountName FROM accountName (COMMA accountName)*
    | ALL PRIVILEGES? (ON privilegeTarget | COMMA GRANT OPTION) FROM accountName
      (COMMA accountName)*
    | privilege (COMMA privilege)*
      ( ON { checkPrivileges(_localctx.privilege()); } privilegeTarget FROM
      | FROM { checkRoles(_localctx.privilege()); }
      )
      accountName (COMMA accountName)*
    )
    (IGNORE UNKNOWN USER)?
  ;

privilege
  : (INSERT | UPDATE | REFERENCES) columnNames?
  | SELECT (columnNames | INTO S3)?
  | DELETE
  | USAGE
  | INDEX
  | DROP ROLE?
  | SHOW (DATABASES | VIEW)
  | LOCK TABLES
  | LOAD FROM S3
  | GRANT OPTION
  | TRIGGER
  | CREATE (VIEW | ROUTINE | USER | ROLE | TABLESPACE | TEMPORARY TABLES)?
  | ALTER ROUTINE?
  | REPLICATION (SLAVE | CLIENT)
  | INVOKE identifier?
  | EVENT
  | EXECUTE
  | FILE
  | PROCESS
  | RELOAD
  | SHUTDOWN
  | SUPER
  | (grantName | STRING_LITERAL) USER_VARIABLE? columnNames?
  ;

/** MySQL takes some words for privileges only. */
grantName
  : privilegeName
  ;

privilegeTarget
  : (TABLE | FUNCTION | PROCEDURE)?
    ( STAR (DOT STAR)?
    | WILD_NAME DOT STAR
    | tableName
    )
  ;

roleName
  : (roleWord | STRING_LITERAL) USER_VARIABLE?
  ;

// ---------------------------------------------------------------------------------------------
// Looking and administrating

explainStatement
  : (EXPLAIN | DESC)
    ( ANALYZE (FORMAT EQ textOrName)? explainable
    | FORMAT EQ textOrName (FOR CONNECTION INTEGER_NUMBER | explainable)
    | FOR CONNECTION INTEGER_NUMBER
    | explainable
    | tableName (identifier | STRING_LITERAL)?
    )
  // MariaDB's, which runs the statement.
  | ANALYZE (FORMAT EQ textOrName)? explainable
  ;

explainable
  : queryStatement
  | withStatement
  | insertStatement
  | replaceStatement
  | updateStatement
  | deleteStatement
  ;

showStatement
  : SHOW
    ( CREATE
      ( DATABASE (IF NOT EXISTS)? identifier
      | (TABLE | VIEW | PROCEDURE | FUNCTION | TRIGGER | EVENT) tableName
      | USER accountName
      )
    | DATABASES showFilter?
    | EXTENDED? FULL?
      ( TABLES inDatabase? showFilter?
      | COLUMNS inTable inDatabase? showFilter?
      | PROCESSLIST
      | TRIGGERS inDatabase? showFilter?
      )
    | EXTENDED? (INDEX | INDEXES | KEYS) inTable inDatabase? (WHERE expression)?
    | TABLE STATUS inDatabase? showFilter?
    | OPEN TABLES inDatabase? showFilter?
    | EVENTS inDatabase? showFilter?
    | (GLOBAL | SESSION | LOCAL)? (VARIABLES | STATUS) showFilter?
    | COUNT LPAREN STAR RPAREN (WARNINGS | ERRORS)
    | (WARNINGS | ERRORS) limitClause?
    | STORAGE? ENGINES
    | ENGINE (textOrName | ALL) (STATUS | MUTEX | LOGS)
    | (CHAR SET | CHARSET) showFilter?
    | COLLATION showFilter?
    | GRANTS (FOR accountName (USING accountName (COMMA accountName)*)?)?
    | PRIVILEGES
    | PLUGINS
    | PROFILES
    | PROFILE (profileType (COMMA profileType)*)? (FOR QUERY INTEGER_NUMBER)? limitClause?
    | (PROCEDURE | FUNCTION) (STATUS showFilter? | CODE tableName)
    | (BINARY | MASTER) LOGS
    | MASTER STATUS
    | (SLAVE | REPLICA) STATUS forChannel?
    | SLAVE HOSTS
    | REPLICAS
    | (BINLOG | RELAYLOG) EVENTS (IN STRING_LITERAL)? (FROM INTEGER_NUMBER)? limitClause? forChannel?
    )
  ;

showFilter
  : LIKE STRING_LITERAL
  | WHERE expression
  ;

inDatabase
  : (FROM | IN) identifier
  ;

inTable
  : (FROM | IN) tableName
  ;

forChannel
  : FOR CHANNEL STRING_LITERAL
  ;

profileType
  : ALL
  | BLOCK IO
  | CONTEXT SWITCHES
  | PAGE FAULTS
  | CPU
  | IPC
  | MEMORY
  | SWAPS
  | SOURCE
  ;

useStatement
  : USE identifier
  ;

flushStatement
  : FLUSH localChange?
    ( (TABLE | TABLES)
      (tableName (COMMA tableName)* (WITH READ LOCK | FOR EXPORT)? | WITH READ LOCK)?
    | flushItem (COMMA flushItem)*
    )
  ;

flushItem
  : (ERROR | ENGINE | GENERAL | SLOW | BINARY)? LOGS
  | RELAY LOGS forChannel?
  | HOSTS
  | PRIVILEGES
  | STATUS
  | USER_RESOURCES
  | OPTIMIZER_COSTS
  ;

loadStatement
  : LOAD
    ( (DATA | XML) (LOW_PRIORITY | CONCURRENT)? loadSource
      (REPLACE | IGNORE)? INTO TABLE tableName partitionClause? characterSetClause?
      (ROWS IDENTIFIED BY textValue)? fieldsClause? linesClause?
      (IGNORE INTEGER_NUMBER (LINES | ROWS))?
      (LPAREN (loadColumn (COMMA loadColumn)*)? RPAREN)? (SET assignment (COMMA assignment)*)?
    | INDEX INTO CACHE loadIndex (COMMA loadIndex)* { checkPartition(_localctx); }
    )
  ;

loadSource
  : LOCAL? INFILE STRING_LITERAL
  | FROM S3 (FILE | PREFIX | MANIFEST)? STRING_LITERAL
  ;

loadColumn
  : columnPath
  | USER_VARIABLE
  ;

loadIndex
  : tableName (PARTITION LPAREN partitionChoice RPAREN)?
    (indexOrKey LPAREN (indexName (COMMA indexName)*)? RPAREN)? (IGNORE LEAVES)?
  ;

handlerStatement
  : HANDLER identifier
    ( (DOT identifier)? OPEN tableAlias?
    | CLOSE
    | READ
      ( FIRST
      | NEXT
      | identifier
        ( FIRST
        | NEXT
        | PREV
        | LAST
        | comparisonOperator LPAREN expressionOrDefault (COMMA expressionOrDefault)* RPAREN
        )
      )
      whereClause? limitClause?
    )
  ;

transactionStatement
  : START TRANSACTION (startOption (COMMA startOption)*)?
  | BEGIN WORK?
  | COMMIT WORK? transactionEnd?
  | ROLLBACK WORK? (transactionEnd | TO SAVEPOINT? { refuseAfter(TO, SAVEPOINT); } identifier)?
  | SAVEPOINT identifier
  | RELEASE SAVEPOINT identifier
  ;

startOption
  : WITH CONSISTENT SNAPSHOT
  | accessMode
  ;

transactionEnd
  : AND (CHAIN (NO RELEASE)? | NO CHAIN (NO? RELEASE)?)
  | NO? RELEASE
  ;

resetStatement
  : RESET
    ( resetOption (COMMA resetOption)*
    | PERSIST ((IF EXISTS)? identifier (DOT identifier)?)?
    )
  ;

resetOption
  : MASTER (TO INTEGER_NUMBER)?
  | (SLAVE | REPLICA) ALL? forChannel?
  ;

helpStatement
  : HELP textOrName
  ;

lockStatement
  : LOCK ((TABLE | TABLES) lockedTable (COMMA lockedTable)* | INSTANCE FOR BACKUP)
  | UNLOCK (TABLE | TABLES | INSTANCE)
  ;

lockedTable
  : tableName tableAlias? (READ LOCAL? | LOW_PRIORITY? WRITE)
  ;

preparedStatement
  : PREPARE identifier FROM (STRING_LITERAL | USER_VARIABLE)
  | EXECUTE identifier (USING USER_VARIABLE (COMMA USER_VARIABLE)*)?
  | DEALLOCATE PREPARE identifier
  ;

killStatement
  : KILL (CONNECTION | QUERY)? { refuseAfter(KILL, CONNECTION); refuseAfter(KILL, QUERY); } expression
  ;

tableMaintenance
  : ANALYZE localChange? (TABLE | TABLES) tableName (COMMA tableName)*
    ( UPDATE HISTOGRAM ON identifier (COMMA identifier)*
      (WITH INTEGER_NUMBER BUCKETS | USING DATA STRING_LITERAL)?
    | DROP HISTOGRAM ON identifier (COMMA identifier)*
    )?
  | CHECK (TABLE | TABLES) tableName (COMMA tableName)* checkOption*
  | CHECKSUM (TABLE | TABLES) tableName (COMMA tableName)* (QUICK | EXTENDED)?
  | OPTIMIZE localChange? (TABLE | TABLES) tableName (COMMA tableName)*
  | REPAIR localChange? (TABLE | TABLES) tableName (COMMA tableName)* repairOption*
  ;

checkOption
  : FOR UPGRADE
  | QUICK
  | FAST
  | MEDIUM
  | EXTENDED
  | CHANGED
  ;

repairOption
  : QUICK
  | EXTENDED
  | USE_FRM
  ;

// ---------------------------------------------------------------------------------------------
// Expressions

expression
  : condition (logicalOperator condition)*
  ;

logicalOperator
  : AND
  | AND_AND
  | OR
  | OR_OR
  | XOR
  ;

condition
  : NOT* comparison
  ;

comparison
  : predicate comparisonTail* (IS_TRUTH (NOT | NOT2)? (TRUE | FALSE | UNKNOWN))?
  ;

comparisonTail
  : IS (NOT | NOT2)? NULL
  | comparisonOperator (predicate | (ALL | ANY) subquery)
  ;

comparisonOperator
  : EQ
  | NULL_SAFE_EQ
  | NE
  | LT
  | LE
  | GT
  | GE
  ;

predicate
  : arithmetic
    ( (NOT | NOT2)? predicateTest
    | MEMBER OF? LPAREN operand RPAREN
    | SOUNDS LIKE arithmetic
    )?
  ;

predicateTest
  : IN (subquery | LPAREN listItem (COMMA listItem)* RPAREN)
  | BETWEEN arithmetic AND predicate
  | LIKE operand (ESCAPE operand | LBRACE ESCAPE STRING_LITERAL RBRACE)?
  | REGEXP arithmetic
  ;

/** Lists may hold many thousand literals, none of which is worth a place in the tree. */
listItem
  : expression { dropLiteral(_localctx); }
  ;

/** Everything from | to ^, in a flat list. */
arithmetic
  : intervalSum* operand
    ( (PLUS | MINUS) (operand | intervalValue)
    | arithmeticOperator operand
    )*
  ;

arithmeticOperator
  : STAR
  | SLASH
  | PERCENT
  | DIV
  | MOD
  | BIT_OR_SIGN
  | BIT_AND_SIGN
  | BIT_XOR_SIGN
  | SHIFT_LEFT
  | SHIFT_RIGHT
  | CONCAT_PIPES
  ;

intervalSum
  : intervalValue PLUS
  ;

intervalValue
  : INTERVAL expression intervalUnit
  ;

operand
  : operandPrefix* primary (COLLATE textOrName)*
  ;

/** An assignment reaches to the end of the expression; here it only begins it. */
operandPrefix
  : ASSIGNED_VARIABLE ASSIGN NOT*
  | PLUS
  | MINUS
  | TILDE
  | BANG
  | NOT2
  | BINARY
  ;

primary
  : literal
  | columnOrCall
  | PARAM
  | userVariable
  | systemVariable
  | subquery
  | EXISTS subquery
  | parenthesized
  | odbcEscape
  | caseExpression
  | matchExpression
  | nativeCall
  | aggregateCall
  | windowCall
  ;

parenthesized
  : LPAREN expression (COMMA expression)* RPAREN
  | ROW LPAREN expression (COMMA expression)+ RPAREN
  ;

/** a, t.a, db.t.a, f(…), db.f(…), and a->'$.path'. */
columnOrCall
  : identifier
    ( DOT identifier
      (DOT identifier jsonPath? | callArguments { checkAliases(_localctx); } | jsonPath)?
    | callArguments { checkCall(_localctx); }
    | jsonPath
    )?
  ;

jsonPath
  : (ARROW | LONG_ARROW) STRING_LITERAL
  ;

callArguments
  : LPAREN (argument (COMMA argument)*)? RPAREN
  ;

/** UDFs take arguments with aliases. */
argument
  : expression columnAlias?
  ;

userVariable
  : USER_VARIABLE
  ;

systemVariable
  : AT_AT (variableScope DOT)? variableWord (DOT { checkComponent(); } identifier)?
  ;

/** The date, time and function escapes of ODBC and JDBC. */
odbcEscape
  : LBRACE identifier expression RBRACE
  ;

caseExpression
  : CASE expression? caseBranch+ (ELSE expression)? END
  ;

caseBranch
  : WHEN expression THEN expression
  ;

matchExpression
  : MATCH (LPAREN matchColumns RPAREN | matchColumns) AGAINST LPAREN arithmetic matchModifier? RPAREN
  ;

matchColumns
  : columnOrCall (COMMA columnOrCall)* { checkColumns(_localctx); }
  ;

matchModifier
  : IN NATURAL LANGUAGE MODE (WITH QUERY EXPANSION)?
  | IN BOOLEAN MODE
  | WITH QUERY EXPANSION
  ;

literal
  : textLiteral
  | NATIONAL_LITERAL
  | INTRODUCER (textLiteral | HEX_LITERAL | BIT_LITERAL)
  | INTEGER_NUMBER
  | DECIMAL_NUMBER
  | FLOAT_NUMBER
  | HEX_LITERAL
  | BIT_LITERAL
  | TRUE
  | FALSE
  | NULL
  | TEMPORAL STRING_LITERAL
  ;

/** Only in expressions are adjacent strings one. */
textLiteral
  : STRING_LITERAL
  | ADJACENT_STRINGS
  ;

// Functions that MySQL gives a syntax of their own.

nativeCall
  : CAST LPAREN expression (AS castType ARRAY? | atTimeZone AS DATETIME typeLength?) RPAREN
  | CONVERT LPAREN expression (COMMA castType | USING characterSetName) RPAREN
  | CHAR LPAREN expression (COMMA expression)* (USING characterSetName)? RPAREN
  | (CURRENT_USER | CURRENT_DATE | UTC_DATE) (LPAREN RPAREN)?
  | (CURRENT_TIMESTAMP | CURRENT_TIME | UTC_TIME | UTC_TIMESTAMP)
    (LPAREN INTEGER_NUMBER? RPAREN)?
  | (CURDATE | SESSION_USER | SYSTEM_USER) LPAREN RPAREN
  | (NOW | CURTIME) LPAREN INTEGER_NUMBER? RPAREN
  | SYSDATE LPAREN INTEGER_NUMBER? RPAREN
  | (DATE_ADD | DATE_SUB) LPAREN expression COMMA intervalValue RPAREN
  | (ADDDATE | SUBDATE) LPAREN expression COMMA (intervalValue | expression) RPAREN
  | EXTRACT LPAREN intervalUnit FROM expression RPAREN
  | GET_FORMAT LPAREN (DATE | TIME | DATETIME | TIMESTAMP) COMMA expression RPAREN
  | (TIMESTAMPADD | TIMESTAMPDIFF) LPAREN timestampUnit COMMA expression COMMA expression RPAREN
  | POSITION LPAREN arithmetic IN expression RPAREN
  | SUBSTRING LPAREN expression
    (COMMA expression (COMMA expression)? | FROM expression (FOR expression)?) RPAREN
  | TRIM LPAREN trimOperands RPAREN
  | WEIGHT_STRING LPAREN expression (AS (CHAR | BINARY) LPAREN INTEGER_NUMBER RPAREN
    | COMMA wholeNumber COMMA wholeNumber COMMA wholeNumber)? RPAREN
  | JSON_VALUE LPAREN expression COMMA textLiteral (RETURNING castType)?
    jsonOnEmptyThenError? RPAREN
  | IF LPAREN expression COMMA expression COMMA expression RPAREN
  | INTERVAL_CALL LPAREN expression (COMMA expression)+ RPAREN
  | (LEFT | RIGHT | MOD | REPEAT) LPAREN expression COMMA expression RPAREN
  | REPLACE LPAREN expression COMMA expression COMMA expression RPAREN
  | INSERT LPAREN expression COMMA expression COMMA expression COMMA expression RPAREN
  | DATABASE LPAREN RPAREN
  | VALUES LPAREN qualifiedName RPAREN
  | DEFAULT_CALL LPAREN qualifiedName RPAREN
  | GROUPING LPAREN expression (COMMA expression)* RPAREN
  ;

qualifiedName
  : identifier (DOT identifier (DOT identifier)?)?
  ;

atTimeZone
  : AT TIME ZONE INTERVAL? STRING_LITERAL
  ;

trimOperands
  : (LEADING | TRAILING | BOTH) expression? FROM expression
  | expression (FROM expression)?
  ;

aggregateCall
  : COUNT LPAREN
    (STAR | ALL (STAR | expression) | expression | DISTINCT expression (COMMA expression)*)
    RPAREN overClause?
  | (AVG | SUM | MIN | MAX) LPAREN (DISTINCT | ALL)? expression RPAREN overClause?
  | (BIT_AND | BIT_OR | BIT_XOR | STD | STDDEV_SAMP | VARIANCE | VAR_SAMP | JSON_ARRAYAGG) LPAREN ALL? expression RPAREN overClause?
  | ST_COLLECT LPAREN DISTINCT? expression RPAREN overClause?
  | JSON_OBJECTAGG LPAREN ALL? expression COMMA ALL? expression RPAREN overClause?
  | GROUP_CONCAT LPAREN DISTINCT? expression (COMMA expression)* orderClause? (SEPARATOR textValue)?
    RPAREN overClause?
  ;

windowCall
  : (ROW_NUMBER | RANK | DENSE_RANK | CUME_DIST | PERCENT_RANK) LPAREN RPAREN overClause
  | NTILE LPAREN rowCount RPAREN overClause
  | (LEAD | LAG) LPAREN expression (COMMA rowCount (COMMA expression)?)? RPAREN nullTreatment?
    overClause
  | (FIRST_VALUE | LAST_VALUE) LPAREN expression RPAREN nullTreatment? overClause
  | NTH_VALUE LPAREN expression COMMA operand RPAREN (FROM (FIRST | LAST))? nullTreatment? overClause
  ;

rowCount
  : INTEGER_NUMBER
  | PARAM
  | USER_VARIABLE
  | identifier
  ;

nullTreatment
  : (RESPECT | IGNORE) NULLS
  ;

overClause
  : OVER (windowSpecification | identifier)
  ;

windowSpecification
  : LPAREN windowName? (PARTITION BY expression (COMMA expression)*)? orderClause? windowFrame? RPAREN
  ;

windowName
  : identifier
  ;

windowFrame
  : (ROWS | RANGE | GROUPS) (frameBound | BETWEEN frameBound AND frameBound)
    (EXCLUDE (CURRENT ROW | GROUP | TIES | NO OTHERS))?
  ;

frameBound
  : UNBOUNDED (PRECEDING | FOLLOWING)
  | CURRENT ROW
  | (intervalValue | frameNumber) (PRECEDING | FOLLOWING)
  ;

frameNumber
  : INTEGER_NUMBER
  | DECIMAL_NUMBER
  | FLOAT_NUMBER
  | PARAM
  ;

// ---------------------------------------------------------------------------------------------
// Types

castType
  : BINARY typeLength?
  | CHAR typeLength? characterSetOfType?
  | (NCHAR | NATIONAL CHAR) typeLength?
  | (SIGNED | UNSIGNED) INT?
  | DATE
  | YEAR
  | (TIME | DATETIME) typeLength?
  | DECIMAL typePrecision?
  | FLOAT typeLength?
  | REAL
  | DOUBLE PRECISION?
  | JSON
  | geometryType
  ;

geometryType
  : GEOMETRY
  | GEOMETRYCOLLECTION
  | GEOMCOLLECTION
  | POINT
  | MULTIPOINT
  | LINESTRING
  | MULTILINESTRING
  | POLYGON
  | MULTIPOLYGON
  ;

typeLength
  : LPAREN INTEGER_NUMBER RPAREN
  ;

typePrecision
  : LPAREN INTEGER_NUMBER (COMMA INTEGER_NUMBER)? RPAREN
  ;

dataType
  : (INT | TINYINT | SMALLINT | MEDIUMINT | BIGINT) typeLength? numberAttribute*
  | (REAL | DOUBLE PRECISION?) (LPAREN INTEGER_NUMBER COMMA INTEGER_NUMBER RPAREN)? numberAttribute*
  | (FLOAT | DECIMAL | NUMERIC | FIXED) typePrecision? numberAttribute*
  | BIT typeLength?
  | BOOL
  | BOOLEAN
  | SERIAL
  | CHAR (VARYING typeLength | typeLength)? characterSetOfType?
  | VARCHAR typeLength characterSetOfType?
  | NATIONAL (CHAR (VARYING typeLength | typeLength)? | VARCHAR typeLength) BINARY?
  | NCHAR (VARYING typeLength | VARCHAR typeLength | typeLength)? BINARY?
  | NVARCHAR typeLength BINARY?
  | BINARY typeLength?
  | VARBINARY typeLength
  | YEAR typeLength? numberAttribute*
  | DATE
  | (TIME | DATETIME | TIMESTAMP) typeLength?
  | BLOB typeLength?
  | TINYBLOB
  | MEDIUMBLOB
  | LONGBLOB
  | LONG (VARBINARY | (CHAR VARYING | VARCHAR)? characterSetOfType?)
  | TEXT typeLength? characterSetOfType?
  | (TINYTEXT | MEDIUMTEXT | LONGTEXT) characterSetOfType?
  | (ENUM | SET) LPAREN textValue (COMMA textValue)* RPAREN characterSetOfType?
  | JSON
  | geometryType
  ;

numberAttribute
  : SIGNED
  | UNSIGNED
  | ZEROFILL
  ;

characterSetOfType
  : ASCII BINARY?
  | UNICODE BINARY?
  | BYTE
  | BINARY ((CHAR SET | CHARSET) characterSetName | ASCII | UNICODE)?
  | (CHAR SET | CHARSET) characterSetName BINARY?
  ;

collateClause
  : COLLATE collationName
  ;

characterSetName
  : identifier
  | STRING_LITERAL
  | BINARY
  ;

collationName
  : identifier
  | STRING_LITERAL
  | BINARY
  ;

intervalUnit
  : timestampUnit
  | SECOND_MICROSECOND
  | MINUTE_MICROSECOND
  | MINUTE_SECOND
  | HOUR_MICROSECOND
  | HOUR_SECOND
  | HOUR_MINUTE
  | DAY_MICROSECOND
  | DAY_SECOND
  | DAY_MINUTE
  | DAY_HOUR
  | YEAR_MONTH
  ;

timestampUnit
  : MICROSECOND
  | SECOND
  | MINUTE
  | HOUR
  | DAY
  | WEEK
  | MONTH
  | QUARTER
  | YEAR
  ;

// ---------------------------------------------------------------------------------------------
// Names

/** user, user@host, 'user'@'host', CURRENT_USER. */
accountName
  : (identifier | STRING_LITERAL) USER_VARIABLE?
  | CURRENT_USER (LPAREN RPAREN)?
  ;

/** A name: a word that is no keyword, a quoted name, or any keyword that is not reserved. */
identifier
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BEGIN | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CACHE
  | CASCADED | CHAIN | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CHARSET | CHECKSUM | CIPHER
  | CLIENT | CLOSE | COALESCE | CODE | COLLATION | COLUMNS | COLUMN_FORMAT | COMMENT | COMMIT
  | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION | CONCURRENT | CONNECTION
  | CONSISTENT | CONTAINS | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA | DATAFILE | DATE
  | DATETIME | DAY | DEALLOCATE | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DO | DUMPFILE | DUPLICATE | DYNAMIC
  | ENABLE | ENCRYPTION | END | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE
  | ENUM | ERROR | ERRORS | ESCAPE | EVENT | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXECUTE
  | EXPANSION | EXPIRE | EXPORT | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST
  | FAULTS | FILE | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FLUSH | FOLLOWING | FOLLOWS | FORMAT
  | FOUND | FULL | GENERAL | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GLOBAL | GRANTS
  | HANDLER | HASH | HEADER | HELP | HISTOGRAM | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED
  | IMPORT | INACTIVE | INDEXES | INITIAL | INITIAL_SIZE | INITIATE | INSERT_METHOD | INSTANCE
  | INVISIBLE | INVOKE | INVOKER | IO | IPC | ISOLATION | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE
  | LANGUAGE | LAST | LEAVES | LESS | LEVEL | LINESTRING | LIST | LOCAL | LOCKED | LOGFILE | LOGS
  | MANIFEST | MASTER | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR | MAX_QUERIES_PER_HOUR | MAX_ROWS
  | MAX_SIZE | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS | MEDIUM | MEMBER | MEMORY | MERGE
  | MICROSECOND | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY | MONTH | MULTILINESTRING | MULTIPOINT
  | MULTIPOLYGON | MUTEX | NAME | NAMES | NATIONAL | NCHAR | NESTED | NEVER | NEXT | NO | NODEGROUP
  | NONE | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET | OJ | OLD | ONLY | OPEN | OPTIONAL
  | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER | PACK_KEYS | PAGE | PARQUET
  | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD | PASSWORD_LOCK_TIME | PATH | PERSIST
  | PERSIST_ONLY | PLUGINS | POINT | POLYGON | PORT | PRECEDES | PRECEDING | PREFIX | PREPARE
  | PRESERVE | PREV | PRIVILEGES | PROCESS | PROCESSLIST | PROFILE | PROFILES | PROXY | QUARTER
  | QUERY | QUICK | RANDOM | REBUILD | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE | REGISTRATION
  | RELAY | RELAYLOG | RELOAD | REMOVE | REORGANIZE | REPAIR | REPEATABLE | REPLICA | REPLICAS
  | REPLICATION | RESET | RESOURCE | RESPECT | RETAIN | RETURNING | RETURNS | REUSE | ROLE
  | ROLLBACK | ROLLUP | ROTATE | ROUTINE | ROW_FORMAT | RTREE | S3 | SAVEPOINT | SCHEDULE | SECOND
  | SECONDARY | SECONDARY_ENGINE | SECONDARY_ENGINE_ATTRIBUTE | SECONDARY_LOAD | SECONDARY_UNLOAD
  | SECURITY | SERIAL | SERIALIZABLE | SERVER | SESSION | SHARE | SHUTDOWN | SIGNED | SIMPLE
  | SKIP_ | SLAVE | SLOW | SNAPSHOT | SOCKET | SONAME | SOUNDS | SOURCE | SRID | SSE_KMS | SSE_S3
  | STACKED | START | STARTS | STATS_AUTO_RECALC | STATS_PERSISTENT | STATS_SAMPLE_PAGES | STATUS
  | STORAGE | STRING | SUBJECT | SUBPARTITION | SUBPARTITIONS | SUPER | SWAPS | SWITCHES | TABLES
  | TABLESPACE | TABLE_CHECKSUM | TEMPORARY | TEMPTABLE | TEXT | THAN | THREAD_PRIORITY | TIES
  | TIME | TIMEOUT_MS | TIMESTAMP | TLS | TRANSACTION | TRIGGERS | TRUNCATE | TYPE | UNBOUNDED
  | UNCOMMITTED | UNDEFINED | UNDOFILE | UNDO_BUFFER_SIZE | UNICODE | UNKNOWN | UNREGISTER | UNTIL
  | UPGRADE | USER | USER_RESOURCES | USE_FRM | VALIDATION | VALUE | VARIABLES | VCPU | VIEW
  | VISIBLE | WAIT | WARNINGS | WEEK | WITHOUT | WORK | WRAPPER | X509 | XML | YEAR | ZONE
  ;

/** An alias without AS. MEMBER and SOUNDS would be read as operators. */
columnAliasName
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BEGIN | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CACHE
  | CASCADED | CHAIN | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CHARSET | CHECKSUM | CIPHER
  | CLIENT | CLOSE | COALESCE | CODE | COLLATION | COLUMNS | COLUMN_FORMAT | COMMENT | COMMIT
  | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION | CONCURRENT | CONNECTION
  | CONSISTENT | CONTAINS | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA | DATAFILE | DATE
  | DATETIME | DAY | DEALLOCATE | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DO | DUMPFILE | DUPLICATE | DYNAMIC
  | ENABLE | ENCRYPTION | END | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE
  | ENUM | ERROR | ERRORS | ESCAPE | EVENT | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXECUTE
  | EXPANSION | EXPIRE | EXPORT | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST
  | FAULTS | FILE | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FLUSH | FOLLOWING | FOLLOWS | FORMAT
  | FOUND | FULL | GENERAL | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GLOBAL | GRANTS
  | HANDLER | HASH | HEADER | HELP | HISTOGRAM | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED
  | IMPORT | INACTIVE | INDEXES | INITIAL | INITIAL_SIZE | INITIATE | INSERT_METHOD | INSTANCE
  | INVISIBLE | INVOKE | INVOKER | IO | IPC | ISOLATION | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE
  | LANGUAGE | LAST | LEAVES | LESS | LEVEL | LINESTRING | LIST | LOCAL | LOCKED | LOGFILE | LOGS
  | MANIFEST | MASTER | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR | MAX_QUERIES_PER_HOUR | MAX_ROWS
  | MAX_SIZE | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS | MEDIUM | MEMORY | MERGE | MICROSECOND
  | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON
  | MUTEX | NAME | NAMES | NATIONAL | NCHAR | NESTED | NEVER | NEXT | NO | NODEGROUP | NONE
  | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET | OJ | OLD | ONLY | OPEN | OPTIONAL
  | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER | PACK_KEYS | PAGE | PARQUET
  | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD | PASSWORD_LOCK_TIME | PATH | PERSIST
  | PERSIST_ONLY | PLUGINS | POINT | POLYGON | PORT | PRECEDES | PRECEDING | PREFIX | PREPARE
  | PRESERVE | PREV | PRIVILEGES | PROCESS | PROCESSLIST | PROFILE | PROFILES | PROXY | QUARTER
  | QUERY | QUICK | RANDOM | REBUILD | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE | REGISTRATION
  | RELAY | RELAYLOG | RELOAD | REMOVE | REORGANIZE | REPAIR | REPEATABLE | REPLICA | REPLICAS
  | REPLICATION | RESET | RESOURCE | RESPECT | RETAIN | RETURNING | RETURNS | REUSE | ROLE
  | ROLLBACK | ROLLUP | ROTATE | ROUTINE | ROW_FORMAT | RTREE | S3 | SAVEPOINT | SCHEDULE | SECOND
  | SECONDARY | SECONDARY_ENGINE | SECONDARY_ENGINE_ATTRIBUTE | SECONDARY_LOAD | SECONDARY_UNLOAD
  | SECURITY | SERIAL | SERIALIZABLE | SERVER | SESSION | SHARE | SHUTDOWN | SIGNED | SIMPLE
  | SKIP_ | SLAVE | SLOW | SNAPSHOT | SOCKET | SONAME | SOURCE | SRID | SSE_KMS | SSE_S3 | STACKED
  | START | STARTS | STATS_AUTO_RECALC | STATS_PERSISTENT | STATS_SAMPLE_PAGES | STATUS | STORAGE
  | STRING | SUBJECT | SUBPARTITION | SUBPARTITIONS | SUPER | SWAPS | SWITCHES | TABLES
  | TABLESPACE | TABLE_CHECKSUM | TEMPORARY | TEMPTABLE | TEXT | THAN | THREAD_PRIORITY | TIES
  | TIME | TIMEOUT_MS | TIMESTAMP | TLS | TRANSACTION | TRIGGERS | TRUNCATE | TYPE | UNBOUNDED
  | UNCOMMITTED | UNDEFINED | UNDOFILE | UNDO_BUFFER_SIZE | UNICODE | UNKNOWN | UNREGISTER | UNTIL
  | UPGRADE | USER | USER_RESOURCES | USE_FRM | VALIDATION | VALUE | VARIABLES | VCPU | VIEW
  | VISIBLE | WAIT | WARNINGS | WEEK | WITHOUT | WORK | WRAPPER | X509 | XML | YEAR | ZONE
  ;

/** An alias of a table, without AS. */
tableAliasName
  : identifier
  ;

/** The name of a label. The words that begin or end statements are not names here. */
labelName
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CASCADED | CHAIN
  | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CIPHER | CLIENT | COALESCE | CODE | COLLATION
  | COLUMNS | COLUMN_FORMAT | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION
  | CONCURRENT | CONNECTION | CONSISTENT | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA
  | DATAFILE | DATE | DATETIME | DAY | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DUMPFILE | DUPLICATE | DYNAMIC | ENABLE
  | ENCRYPTION | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE | ENUM | ERROR
  | ERRORS | ESCAPE | EVENT | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXPANSION | EXPIRE | EXPORT
  | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST | FAULTS | FILE
  | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FOLLOWING | FORMAT | FOUND | FULL | GENERAL
  | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GLOBAL | GRANTS | HASH | HEADER | HISTOGRAM
  | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED | INACTIVE | INDEXES | INITIAL | INITIAL_SIZE
  | INITIATE | INSERT_METHOD | INSTANCE | INVISIBLE | INVOKE | INVOKER | IO | IPC | ISOLATION
  | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE | LAST | LEAVES | LESS | LEVEL | LINESTRING | LIST
  | LOCAL | LOCKED | LOGFILE | LOGS | MANIFEST | MASTER | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR
  | MAX_QUERIES_PER_HOUR | MAX_ROWS | MAX_SIZE | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS
  | MEDIUM | MEMBER | MEMORY | MERGE | MICROSECOND | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY
  | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON | MUTEX | NAME | NAMES | NATIONAL | NCHAR
  | NESTED | NEVER | NEXT | NODEGROUP | NONE | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET
  | OJ | OLD | ONLY | OPTIONAL | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER
  | PACK_KEYS | PAGE | PARQUET | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD
  | PASSWORD_LOCK_TIME | PATH | PERSIST | PERSIST_ONLY | PLUGINS | POINT | POLYGON | PORT
  | PRECEDING | PREFIX | PRESERVE | PREV | PRIVILEGES | PROCESS | PROCESSLIST | PROFILE | PROFILES
  | PROXY | QUARTER | QUERY | QUICK | RANDOM | REBUILD | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE
  | REGISTRATION | RELAY | RELAYLOG | RELOAD | REMOVE | REORGANIZE | REPEATABLE | REPLICA
  | REPLICAS | REPLICATION | RESOURCE | RESPECT | RETAIN | RETURNING | RETURNS | REUSE | ROLE
  | ROLLUP | ROTATE | ROUTINE | ROW_FORMAT | RTREE | S3 | SCHEDULE | SECOND | SECONDARY
  | SECONDARY_ENGINE | SECONDARY_ENGINE_ATTRIBUTE | SECONDARY_LOAD | SECONDARY_UNLOAD | SECURITY
  | SERIAL | SERIALIZABLE | SERVER | SESSION | SHARE | SHUTDOWN | SIMPLE | SKIP_ | SLOW | SNAPSHOT
  | SOCKET | SONAME | SOUNDS | SOURCE | SRID | SSE_KMS | SSE_S3 | STACKED | STARTS
  | STATS_AUTO_RECALC | STATS_PERSISTENT | STATS_SAMPLE_PAGES | STATUS | STORAGE | STRING | SUBJECT
  | SUBPARTITION | SUBPARTITIONS | SUPER | SWAPS | SWITCHES | TABLES | TABLESPACE | TABLE_CHECKSUM
  | TEMPORARY | TEMPTABLE | TEXT | THAN | THREAD_PRIORITY | TIES | TIME | TIMEOUT_MS | TIMESTAMP
  | TLS | TRANSACTION | TRIGGERS | TYPE | UNBOUNDED | UNCOMMITTED | UNDEFINED | UNDOFILE
  | UNDO_BUFFER_SIZE | UNKNOWN | UNREGISTER | UNTIL | UPGRADE | USER | USER_RESOURCES | USE_FRM
  | VALIDATION | VALUE | VARIABLES | VCPU | VIEW | VISIBLE | WAIT | WARNINGS | WEEK | WITHOUT
  | WORK | WRAPPER | X509 | XML | YEAR | ZONE
  ;

/** The name of a role, or of a privilege without a keyword of its own. */
privilegeName
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BEGIN | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CACHE
  | CASCADED | CHAIN | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CHARSET | CHECKSUM | CIPHER
  | CLIENT | CLOSE | COALESCE | CODE | COLLATION | COLUMNS | COLUMN_FORMAT | COMMENT | COMMIT
  | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION | CONCURRENT | CONNECTION
  | CONSISTENT | CONTAINS | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA | DATAFILE | DATE
  | DATETIME | DAY | DEALLOCATE | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DO | DUMPFILE | DUPLICATE | DYNAMIC
  | ENABLE | ENCRYPTION | END | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE
  | ENUM | ERROR | ERRORS | ESCAPE | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXPANSION | EXPIRE
  | EXPORT | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST | FAULTS
  | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FLUSH | FOLLOWING | FOLLOWS | FORMAT | FOUND | FULL
  | GENERAL | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GLOBAL | GRANTS | HANDLER | HASH
  | HEADER | HELP | HISTOGRAM | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED | IMPORT | INACTIVE
  | INDEXES | INITIAL | INITIAL_SIZE | INITIATE | INSERT_METHOD | INSTANCE | INVISIBLE | INVOKER
  | IO | IPC | ISOLATION | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE | LANGUAGE | LAST | LEAVES
  | LESS | LEVEL | LINESTRING | LIST | LOCAL | LOCKED | LOGFILE | LOGS | MANIFEST | MASTER
  | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR | MAX_QUERIES_PER_HOUR | MAX_ROWS | MAX_SIZE
  | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS | MEDIUM | MEMBER | MEMORY | MERGE | MICROSECOND
  | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON
  | MUTEX | NAME | NAMES | NATIONAL | NCHAR | NESTED | NEVER | NEXT | NO | NODEGROUP | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET | OJ | OLD | ONLY | OPEN | OPTIONAL
  | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER | PACK_KEYS | PAGE | PARQUET
  | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD | PASSWORD_LOCK_TIME | PATH | PERSIST
  | PERSIST_ONLY | PLUGINS | POINT | POLYGON | PORT | PRECEDES | PRECEDING | PREFIX | PREPARE
  | PRESERVE | PREV | PRIVILEGES | PROCESSLIST | PROFILE | PROFILES | QUARTER | QUERY | QUICK
  | RANDOM | REBUILD | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE | REGISTRATION | RELAY | RELAYLOG
  | REMOVE | REORGANIZE | REPAIR | REPEATABLE | REPLICA | REPLICAS | RESET | RESOURCE | RESPECT
  | RETAIN | RETURNING | RETURNS | REUSE | ROLE | ROLLBACK | ROLLUP | ROTATE | ROUTINE | ROW_FORMAT
  | RTREE | S3 | SAVEPOINT | SCHEDULE | SECOND | SECONDARY | SECONDARY_ENGINE
  | SECONDARY_ENGINE_ATTRIBUTE | SECONDARY_LOAD | SECONDARY_UNLOAD | SECURITY | SERIAL
  | SERIALIZABLE | SERVER | SESSION | SHARE | SIGNED | SIMPLE | SKIP_ | SLAVE | SLOW | SNAPSHOT
  | SOCKET | SONAME | SOUNDS | SOURCE | SRID | SSE_KMS | SSE_S3 | STACKED | START | STARTS
  | STATS_AUTO_RECALC | STATS_PERSISTENT | STATS_SAMPLE_PAGES | STATUS | STORAGE | STRING | SUBJECT
  | SUBPARTITION | SUBPARTITIONS | SWAPS | SWITCHES | TABLES | TABLESPACE | TABLE_CHECKSUM
  | TEMPORARY | TEMPTABLE | TEXT | THAN | THREAD_PRIORITY | TIES | TIME | TIMEOUT_MS | TIMESTAMP
  | TLS | TRANSACTION | TRIGGERS | TRUNCATE | TYPE | UNBOUNDED | UNCOMMITTED | UNDEFINED | UNDOFILE
  | UNDO_BUFFER_SIZE | UNICODE | UNKNOWN | UNREGISTER | UNTIL | UPGRADE | USER | USER_RESOURCES
  | USE_FRM | VALIDATION | VALUE | VARIABLES | VCPU | VIEW | VISIBLE | WAIT | WARNINGS | WEEK
  | WITHOUT | WORK | WRAPPER | X509 | XML | YEAR | ZONE
  ;

/** The name of a role. MySQL reads some words as privileges. */
roleWord
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BEGIN | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CACHE
  | CASCADED | CHAIN | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CHARSET | CHECKSUM | CIPHER
  | CLIENT | CLOSE | COALESCE | CODE | COLLATION | COLUMNS | COLUMN_FORMAT | COMMENT | COMMIT
  | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION | CONCURRENT | CONNECTION
  | CONSISTENT | CONTAINS | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA | DATAFILE | DATE
  | DATETIME | DAY | DEALLOCATE | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DO | DUMPFILE | DUPLICATE | DYNAMIC
  | ENABLE | ENCRYPTION | END | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE
  | ENUM | ERROR | ERRORS | ESCAPE | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXPANSION | EXPIRE
  | EXPORT | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST | FAULTS
  | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FLUSH | FOLLOWING | FOLLOWS | FORMAT | FOUND | FULL
  | GENERAL | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GLOBAL | GRANTS | HANDLER | HASH
  | HEADER | HELP | HISTOGRAM | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED | IMPORT | INACTIVE
  | INDEXES | INITIAL | INITIAL_SIZE | INITIATE | INSERT_METHOD | INSTANCE | INVISIBLE | INVOKE
  | INVOKER | IO | IPC | ISOLATION | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE | LANGUAGE | LAST
  | LEAVES | LESS | LEVEL | LINESTRING | LIST | LOCAL | LOCKED | LOGFILE | LOGS | MANIFEST | MASTER
  | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR | MAX_QUERIES_PER_HOUR | MAX_ROWS | MAX_SIZE
  | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS | MEDIUM | MEMBER | MEMORY | MERGE | MICROSECOND
  | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON
  | MUTEX | NAME | NAMES | NATIONAL | NCHAR | NESTED | NEVER | NEXT | NO | NODEGROUP | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET | OJ | OLD | ONLY | OPEN | OPTIONAL
  | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER | PACK_KEYS | PAGE | PARQUET
  | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD | PASSWORD_LOCK_TIME | PATH | PERSIST
  | PERSIST_ONLY | PLUGINS | POINT | POLYGON | PORT | PRECEDES | PRECEDING | PREFIX | PREPARE
  | PRESERVE | PREV | PRIVILEGES | PROCESSLIST | PROFILE | PROFILES | QUARTER | QUERY | QUICK
  | RANDOM | REBUILD | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE | REGISTRATION | RELAY | RELAYLOG
  | REMOVE | REORGANIZE | REPAIR | REPEATABLE | REPLICA | REPLICAS | RESET | RESPECT | RETAIN
  | RETURNING | RETURNS | REUSE | ROLE | ROLLBACK | ROLLUP | ROTATE | ROUTINE | ROW_FORMAT | RTREE
  | S3 | SAVEPOINT | SCHEDULE | SECOND | SECONDARY | SECONDARY_ENGINE | SECONDARY_ENGINE_ATTRIBUTE
  | SECONDARY_LOAD | SECONDARY_UNLOAD | SECURITY | SERIAL | SERIALIZABLE | SERVER | SESSION | SHARE
  | SIGNED | SIMPLE | SKIP_ | SLAVE | SLOW | SNAPSHOT | SOCKET | SONAME | SOUNDS | SOURCE | SRID
  | SSE_KMS | SSE_S3 | STACKED | START | STARTS | STATS_AUTO_RECALC | STATS_PERSISTENT
  | STATS_SAMPLE_PAGES | STATUS | STORAGE | STRING | SUBJECT | SUBPARTITION | SUBPARTITIONS | SWAPS
  | SWITCHES | TABLES | TABLESPACE | TABLE_CHECKSUM | TEMPORARY | TEMPTABLE | TEXT | THAN
  | THREAD_PRIORITY | TIES | TIME | TIMEOUT_MS | TIMESTAMP | TLS | TRANSACTION | TRIGGERS
  | TRUNCATE | TYPE | UNBOUNDED | UNCOMMITTED | UNDEFINED | UNDOFILE | UNDO_BUFFER_SIZE | UNICODE
  | UNKNOWN | UNREGISTER | UNTIL | UPGRADE | USER | USER_RESOURCES | USE_FRM | VALIDATION | VALUE
  | VARIABLES | VCPU | VIEW | VISIBLE | WAIT | WARNINGS | WEEK | WITHOUT | WORK | WRAPPER | X509
  | XML | YEAR | ZONE
  ;

/** The first word of a variable. A scope is not a name here. */
variableWord
  : WORD | QUOTED_WORD | ACCEPT | ACCOUNT | ACTION | ACTIVE | ADMIN | AFTER | AGAINST | AGGREGATE
  | ALGORITHM | ALIAS | ALWAYS | ARRAY | ASCII | AT | ATTRIBUTE | AUTHENTICATION | AUTOEXTEND_SIZE
  | AUTO_INCREMENT | AVG_ROW_LENGTH | AWS_BEDROCK_INVOKE_MODEL | AWS_SAGEMAKER_INVOKE_ENDPOINT
  | BACKUP | BEGIN | BINLOG | BIT | BLOCK | BOOL | BOOLEAN | BTREE | BUCKETS | BYTE | CACHE
  | CASCADED | CHAIN | CHALLENGE_RESPONSE | CHANGED | CHANNEL | CHARSET | CHECKSUM | CIPHER
  | CLIENT | CLOSE | COALESCE | CODE | COLLATION | COLUMNS | COLUMN_FORMAT | COMMENT | COMMIT
  | COMMITTED | COMPACT | COMPLETION | COMPRESSED | COMPRESSION | CONCURRENT | CONNECTION
  | CONSISTENT | CONTAINS | CONTENT_TYPE | CONTEXT | CPU | CSV | CURRENT | DATA | DATAFILE | DATE
  | DATETIME | DAY | DEALLOCATE | DEFINER | DEFINITION | DELAY_KEY_WRITE | DESCRIPTION
  | DIAGNOSTICS | DIRECTORY | DISABLE | DISCARD | DISK | DO | DUMPFILE | DUPLICATE | DYNAMIC
  | ENABLE | ENCRYPTION | END | ENDPOINT | ENDS | ENFORCED | ENGINE | ENGINES | ENGINE_ATTRIBUTE
  | ENUM | ERROR | ERRORS | ESCAPE | EVENT | EVENTS | EVERY | EXCHANGE | EXCLUDE | EXECUTE
  | EXPANSION | EXPIRE | EXPORT | EXTENDED | EXTENT_SIZE | FACTOR | FAILED_LOGIN_ATTEMPTS | FAST
  | FAULTS | FILE | FILE_BLOCK_SIZE | FINISH | FIRST | FIXED | FLUSH | FOLLOWING | FOLLOWS | FORMAT
  | FOUND | FULL | GENERAL | GEOMCOLLECTION | GEOMETRY | GEOMETRYCOLLECTION | GRANTS | HANDLER
  | HASH | HEADER | HELP | HISTOGRAM | HISTORY | HOST | HOSTS | HOUR | ID | IDENTIFIED | IMPORT
  | INACTIVE | INDEXES | INITIAL | INITIAL_SIZE | INITIATE | INSERT_METHOD | INSTANCE | INVISIBLE
  | INVOKE | INVOKER | IO | IPC | ISOLATION | ISSUER | JSON | KEYRING | KEY_BLOCK_SIZE | LANGUAGE
  | LAST | LEAVES | LESS | LEVEL | LINESTRING | LIST | LOCKED | LOGFILE | LOGS | MANIFEST | MASTER
  | MAX_BATCH_SIZE | MAX_CONNECTIONS_PER_HOUR | MAX_QUERIES_PER_HOUR | MAX_ROWS | MAX_SIZE
  | MAX_UPDATES_PER_HOUR | MAX_USER_CONNECTIONS | MEDIUM | MEMBER | MEMORY | MERGE | MICROSECOND
  | MINUTE | MIN_ROWS | MODE | MODEL | MODIFY | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON
  | MUTEX | NAME | NAMES | NATIONAL | NCHAR | NESTED | NEVER | NEXT | NO | NODEGROUP | NONE
  | NOWAIT | NO_WAIT | NULLS | NVARCHAR | OFF | OFFSET | OJ | OLD | ONLY | OPEN | OPTIONAL
  | OPTIONS | ORDINALITY | ORGANIZATION | OTHERS | OVERWRITE | OWNER | PACK_KEYS | PAGE | PARQUET
  | PARSER | PARTIAL | PARTITIONING | PARTITIONS | PASSWORD | PASSWORD_LOCK_TIME | PATH | PLUGINS
  | POINT | POLYGON | PORT | PRECEDES | PRECEDING | PREFIX | PREPARE | PRESERVE | PREV | PRIVILEGES
  | PROCESS | PROCESSLIST | PROFILE | PROFILES | PROXY | QUARTER | QUERY | QUICK | RANDOM | REBUILD
  | REDO_BUFFER_SIZE | REDUNDANT | REFERENCE | REGISTRATION | RELAY | RELAYLOG | RELOAD | REMOVE
  | REORGANIZE | REPAIR | REPEATABLE | REPLICA | REPLICAS | REPLICATION | RESET | RESOURCE
  | RESPECT | RETAIN | RETURNING | RETURNS | REUSE | ROLE | ROLLBACK | ROLLUP | ROTATE | ROUTINE
  | ROW_FORMAT | RTREE | S3 | SAVEPOINT | SCHEDULE | SECOND | SECONDARY | SECONDARY_ENGINE
  | SECONDARY_ENGINE_ATTRIBUTE | SECONDARY_LOAD | SECONDARY_UNLOAD | SECURITY | SERIAL
  | SERIALIZABLE | SERVER | SHARE | SHUTDOWN | SIGNED | SIMPLE | SKIP_ | SLAVE | SLOW | SNAPSHOT
  | SOCKET | SONAME | SOUNDS | SOURCE | SRID | SSE_KMS | SSE_S3 | STACKED | START | STARTS
  | STATS_AUTO_RECALC | STATS_PERSISTENT | STATS_SAMPLE_PAGES | STATUS | STORAGE | STRING | SUBJECT
  | SUBPARTITION | SUBPARTITIONS | SUPER | SWAPS | SWITCHES | TABLES | TABLESPACE | TABLE_CHECKSUM
  | TEMPORARY | TEMPTABLE | TEXT | THAN | THREAD_PRIORITY | TIES | TIME | TIMEOUT_MS | TIMESTAMP
  | TLS | TRANSACTION | TRIGGERS | TRUNCATE | TYPE | UNBOUNDED | UNCOMMITTED | UNDEFINED | UNDOFILE
  | UNDO_BUFFER_SIZE | UNICODE | UNKNOWN | UNREGISTER | UNTIL | UPGRADE | USER | USER_RESOURCES
  | USE_FRM | VALIDATION | VALUE | VARIABLES | VCPU | VIEW | VISIBLE | WAIT | WARNINGS | WEEK
  | WITHOUT | WORK | WRAPPER | X509 | XML | YEAR | ZONE
  ;
